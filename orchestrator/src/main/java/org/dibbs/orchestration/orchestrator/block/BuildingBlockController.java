package org.dibbs.orchestration.orchestrator.block;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which services a workflow can name, and whether they are there. Never tells where
 * they are, as their addresses may hold credentials.
 */
@RestController
class BuildingBlockController implements DisposableBean {

	private final EndpointCatalog catalog;

	private final BlockAddresses addresses;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("block-probe").factory());

	private final BuildingBlockProbe probe;

	@Autowired
	BuildingBlockController(EndpointCatalog catalog, BlockAddresses addresses,
			CloseableHttpClient buildingBlockHttpClient) {
		this.catalog = catalog;
		this.addresses = addresses;
		this.probe = new BuildingBlockProbe(buildingBlockHttpClient, this.timer, System::nanoTime);
	}

	@GetMapping("/building-blocks")
	ResponseEntity<byte[]> buildingBlocks() throws Exception {
		List<Future<JsonFragment>> answers = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (BuildingBlock block : this.catalog.blocks()) {
				answers.add(threads.submit(() -> describe(block)));
			}
		}
		List<JsonFragment> blocks = answers.stream().map(Future::resultNow).toList();
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(new JsonObjectBuilder().member("building_blocks", JsonObjectBuilder.array(blocks)).build().bytes());
	}

	private JsonFragment describe(BuildingBlock block) {
		BlockAddress address = this.addresses.of(block);
		return new JsonObjectBuilder().member("service", block.serviceKeys().getFirst())
			.member("keys", strings(block.serviceKeys()))
			.member("endpoints", strings(this.catalog.endpointsOf(block)))
			.member("configured", JsonFragment.literal(Boolean.toString(address != null)))
			.member("health", health(block, address))
			.build();
	}

	private String health(BuildingBlock block, @Nullable BlockAddress address) {
		if (address == null) {
			return "unknown";
		}
		return this.probe.isUp(block, address) ? "up" : "down";
	}

	private static JsonFragment strings(List<String> values) {
		return JsonObjectBuilder.array(values.stream().map(JsonFragment::string).toList());
	}

	@Override
	public void destroy() {
		this.timer.shutdownNow();
	}

}

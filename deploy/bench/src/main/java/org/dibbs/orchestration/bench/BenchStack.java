package org.dibbs.orchestration.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.local.stack.OwnStack;

/**
 * The stack that is measured, as {@code ./dibbs up} starts it, with building blocks from
 * elsewhere.
 */
final class BenchStack implements AutoCloseable {

	private static final Map<String, String> BLOCKS = Map.of("VALIDATION_URL", "/validation", "FHIR_CONVERTER_URL",
			"/fhir-converter", "INGESTION_URL", "/ingestion", "MESSAGE_PARSER_URL", "/message-parser",
			"TRIGGER_CODE_REFERENCE_URL", "/trigger-code-reference", "ECR_VIEWER_URL", "/ecr-viewer");

	private static final List<String> PROCESSES = List.of("gateway", "broker", "orchestrator", "collector");

	private final OwnStack stack;

	private BenchStack(OwnStack stack) {
		this.stack = stack;
	}

	/**
	 * Starts a stack, and returns when it answers.
	 * @param root the folder of the repository
	 * @param telemetry with or without
	 * @param blocks the port of the building blocks
	 * @return the stack
	 * @throws IOException if it does not get ready, or has no Collector and is to have
	 * one
	 */
	static BenchStack start(Path root, BenchOptions.Telemetry telemetry, int blocks) throws IOException {
		Map<String, String> settings = new HashMap<>(
				Map.of("DIBBS_READY_TIMEOUT", "240", "SMARTY_AUTH_ID", "bench", "SMARTY_AUTH_TOKEN", "bench"));
		BLOCKS.forEach((name, path) -> settings.put(name, "http://127.0.0.1:" + blocks + path));
		List<String> ports = new ArrayList<>(
				List.of("GATEWAY_PORT", "ORCHESTRATOR_PORT", "SANDBOX_PORT", "KAFKA_PORT"));
		if (telemetry == BenchOptions.Telemetry.ON) {
			ports.addAll(List.of("COLLECTOR_PORT", "COLLECTOR_GRPC_PORT", "COLLECTOR_OWN_METRICS_PORT",
					"COLLECTOR_METRICS_PORT", "PROMETHEUS_PORT"));
			// Nobody is to be told that a benchmark runs.
			settings.put("ALERTMANAGER_PORT", "none");
		}
		else {
			settings.putAll(Map.of("DIBBS_TELEMETRY", "off", "OTEL_JAVAAGENT_ENABLED", "false"));
		}
		BenchStack started = new BenchStack(new OwnStack(root, "dibbs-bench", settings, ports));
		try {
			started.stack.run("up", "--detach", "--no-build");
			if (telemetry == BenchOptions.Telemetry.ON && started.stack.pid("collector") == null) {
				throw new IOException("there is no Collector on this machine; './dibbs telemetry' gets it, "
						+ "'--telemetry off' does without");
			}
			return started;
		}
		catch (IOException ex) {
			started.close();
			throw ex;
		}
	}

	/**
	 * Where messages are sent to.
	 * @return the address of the gateway
	 */
	InetSocketAddress gateway() {
		return new InetSocketAddress("127.0.0.1", this.stack.port("gateway"));
	}

	/**
	 * What it consists of.
	 * @return the pids by the names of the processes
	 * @throws IOException if what was written down cannot be read
	 */
	Map<String, Long> pids() throws IOException {
		Map<String, Long> pids = new LinkedHashMap<>();
		for (String name : PROCESSES) {
			Long pid = this.stack.pid(name);
			if (pid != null) {
				pids.put(name, pid);
			}
		}
		return pids;
	}

	/**
	 * The folder of its data and logs.
	 * @return the folder
	 */
	Path data() {
		return this.stack.data();
	}

	@Override
	public void close() throws IOException {
		this.stack.close();
	}

}

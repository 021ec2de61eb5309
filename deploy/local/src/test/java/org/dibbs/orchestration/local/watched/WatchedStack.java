package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Watchers;
import org.dibbs.orchestration.local.deployment.Dashboard;
import tools.jackson.databind.JsonNode;

/**
 * Two gateways, two workers, a Collector, a Prometheus and what keeps traces. All of it
 * tells and looks often, and looks more often than it tells: the Collector shows a dot
 * only until it is told again.
 */
final class WatchedStack implements AutoCloseable {

	/** What a panel without a range of its own looks back on. */
	static final Duration RATE_INTERVAL = Duration.ofSeconds(15);

	private static final Duration STEP = Duration.ofSeconds(3);

	// Nothing listens there, and nothing can: it needs root.
	private static final String BLOCKS = """
			building-blocks:
			  - name: nowhere
			    url: http://127.0.0.1:1
			    endpoints:
			      - path: /gone
			        repeatable: true
			""";

	private final Instant begin;

	private final TraceStore traces = new TraceStore();

	private final Stack stack;

	private final Prometheus prometheus;

	WatchedStack(Path folder) throws IOException {
		Path blocks = Files.writeString(folder.resolve("blocks.yaml"), BLOCKS);
		this.stack = Watchers.stack(Map.ofEntries(Map.entry("OTEL_METRIC_EXPORT_INTERVAL", "2000"),
				Map.entry("DIBBS_SCRAPE_INTERVAL", "1s"), Map.entry("COLLECTOR_TRACE_EXPORTERS", "[debug,otlp_http]"),
				Map.entry("TRACE_STORE_ENDPOINT", this.traces.address()), Map.entry("TRACE_STORE_ENCODING", "json"),
				Map.entry("BUILDING_BLOCKS_FILE", blocks.toString()), Map.entry("BLOCK_RESPONSE_TIMEOUT", "4s"),
				Map.entry("BLOCK_CIRCUIT_MINIMUM_CALLS", "6"), Map.entry("REDELIVERY_ATTEMPTS", "2"),
				Map.entry("REDELIVERY_INITIAL_INTERVAL", "500ms"), Map.entry("MAX_BODY_SIZE", "1MB"),
				Map.entry("MAX_PENDING", Integer.toString(Traffic.MOST_PENDING))));
		this.prometheus = new Prometheus("http://127.0.0.1:" + this.stack.script().get("PROMETHEUS_PORT"));
		this.begin = Instant.now();
	}

	Stack stack() {
		return this.stack;
	}

	Prometheus prometheus() {
		return this.prometheus;
	}

	TraceStore traces() {
		return this.traces;
	}

	Instant begin() {
		return this.begin;
	}

	/**
	 * What the Collector shows now.
	 */
	Exposition exposition() {
		return Exposition.parse(this.stack
			.get(URI.create("http://127.0.0.1:" + this.stack.script().get("COLLECTOR_METRICS_PORT") + "/metrics"))
			.body());
	}

	/**
	 * What a panel has shown since the stack began.
	 */
	List<Series> shown(Dashboard dashboard, JsonNode panel) {
		return dashboard.queries(panel, RATE_INTERVAL)
			.stream()
			.flatMap((query) -> shown(query, this.begin, Instant.now()).stream())
			.toList();
	}

	List<Series> shown(String query, Instant from, Instant to) {
		return this.prometheus.query(query, from, to, STEP);
	}

	@Override
	public void close() {
		this.stack.script().close();
		this.traces.close();
	}

}

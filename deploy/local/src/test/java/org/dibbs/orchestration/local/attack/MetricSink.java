package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import org.awaitility.Awaitility;

/**
 * Whom the applications tell their counters, in place of a Collector.
 */
final class MetricSink {

	private static final String GATEWAY = "dibbs-gateway";

	private final Map<String, Long> counts = new ConcurrentHashMap<>();

	private final Map<String, Integer> told = new ConcurrentHashMap<>();

	private final HttpServer server;

	MetricSink() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (InputStream body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
			if (exchange.getRequestURI().getPath().endsWith("/metrics")) {
				ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().forEach(this::note);
			}
			else {
				body.readAllBytes();
			}
		}
		exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private static String service(Iterable<KeyValue> resource) {
		return labels(resource).getOrDefault("service.name", "");
	}

	private void note(ResourceMetrics resource) {
		String service = service(resource.getResource().getAttributesList());
		resource.getScopeMetricsList()
			.forEach((scope) -> scope.getMetricsList().forEach((metric) -> note(service, metric)));
	}

	private void note(String service, Metric metric) {
		for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
			long value = point.hasAsInt() ? point.getAsInt() : Math.round(point.getAsDouble());
			this.counts.put(service + " " + metric.getName() + labels(point.getAttributesList()), value);
		}
		this.told.merge(service + " " + metric.getName(), 1, Integer::sum);
	}

	private static Map<String, String> labels(Iterable<KeyValue> attributes) {
		Map<String, String> labels = new TreeMap<>();
		attributes.forEach((attribute) -> labels.put(attribute.getKey(), attribute.getValue().getStringValue()));
		return labels;
	}

	/**
	 * Waits until the gateway has told what a counter has up to now: what it tells next
	 * it may have put together before.
	 * @param name its name
	 */
	void awaitGateway(String name) {
		String counter = GATEWAY + " " + name;
		int wanted = this.told.getOrDefault(counter, 0) + 2;
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.told.getOrDefault(counter, 0) >= wanted);
	}

	/**
	 * What a counter of the gateway said last.
	 * @param name its name
	 * @param label its only label, as {@code name=value}
	 * @return the count, 0 where it has not been told of
	 */
	long gateway(String name, String label) {
		return this.counts.getOrDefault(GATEWAY + " " + name + "{" + label + "}", 0L);
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

}

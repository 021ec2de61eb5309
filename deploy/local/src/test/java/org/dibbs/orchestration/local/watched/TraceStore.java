package org.dibbs.orchestration.local.watched;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the Collector hands traces on to, in place of Jaeger: refuses the first ones, so
 * that something has failed, keeps the others, and shows one as a page of Jaeger would.
 */
final class TraceStore implements AutoCloseable {

	private final Map<String, List<Span>> traces = new ConcurrentHashMap<>();

	private final AtomicBoolean refused = new AtomicBoolean();

	private final HttpServer server;

	TraceStore() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/v1/traces", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		if (!this.refused.getAndSet(true)) {
			exchange.sendResponseHeaders(400, -1);
			exchange.close();
			return;
		}
		boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (InputStream body = exchange.getRequestBody();
				InputStream json = packed ? new GZIPInputStream(body) : body) {
			JsonMapper.shared().readTree(json).path("resourceSpans").forEach(this::keep);
		}
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, 2);
		exchange.getResponseBody().write(new byte[] { '{', '}' });
		exchange.close();
	}

	private void keep(JsonNode resource) {
		String service = attributes(resource.path("resource")).getOrDefault("service.name", "");
		resource.path("scopeSpans")
			.valueStream()
			.flatMap((scope) -> scope.path("spans").valueStream())
			.forEach((span) -> this.traces
				.computeIfAbsent(span.path("traceId").asString(), (id) -> new CopyOnWriteArrayList<>())
				.add(Span.of(service, span)));
	}

	private static Map<String, String> attributes(JsonNode node) {
		return node.path("attributes")
			.valueStream()
			.collect(Collectors.toMap((attribute) -> attribute.path("key").asString(),
					(attribute) -> attribute.path("value").valueStream().map(JsonNode::asString).findFirst().orElse(""),
					(one, other) -> one));
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * The spans of a trace that have come so far.
	 */
	List<Span> trace(String id) {
		return List.copyOf(this.traces.getOrDefault(id, List.of()));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A bar of a trace.
	 *
	 * @param service whose it is
	 * @param name its name
	 * @param kind 2 SERVER, 3 CLIENT, 4 PRODUCER, 5 CONSUMER
	 * @param seconds how long it is
	 * @param attributes what stands beside it
	 */
	record Span(String service, String name, int kind, double seconds, Map<String, String> attributes) {

		static final int CLIENT = 3;

		private static final double NANOS = 1e9;

		static Span of(String service, JsonNode span) {
			long length = Long.parseLong(span.path("endTimeUnixNano").asString())
					- Long.parseLong(span.path("startTimeUnixNano").asString());
			return new Span(service, span.path("name").asString(), span.path("kind").asInt(), length / NANOS,
					TraceStore.attributes(span));
		}

	}

}

package org.dibbs.orchestration.local.secrecy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/**
 * Where the Collector of a test sends all that it has, as JSON: {@code /received/…} what
 * came in, {@code /passed/…} what it would have passed on to whoever keeps it.
 */
final class OtlpReceiver implements AutoCloseable {

	private final Map<String, List<String>> bodies = new ConcurrentHashMap<>();

	private final HttpServer server;

	OtlpReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.bodies.computeIfAbsent(exchange.getRequestURI().getPath(), (path) -> new CopyOnWriteArrayList<>())
				.add(body);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		this.server.start();
	}

	/**
	 * What a Collector is told on top of its configuration.
	 * @return YAML
	 */
	String configuration() {
		return """
				exporters:
				  otlp_http/received: { endpoint: "http://127.0.0.1:%1$d/received", encoding: json, compression: none }
				  otlp_http/passed: { endpoint: "http://127.0.0.1:%1$d/passed", encoding: json, compression: none }
				service:
				  pipelines:
				    traces/received: { receivers: [otlp], exporters: [otlp_http/received] }
				    metrics/received: { receivers: [otlp], exporters: [otlp_http/received] }
				    logs/received: { receivers: [otlp], exporters: [otlp_http/received] }
				    traces: { exporters: [debug, otlp_http/passed] }
				    logs: { exporters: [debug, otlp_http/passed] }
				""".formatted(this.server.getAddress().getPort());
	}

	/**
	 * What came.
	 * @param path where, such as {@code /received/v1/logs}
	 * @return OTLP as JSON, request by request
	 */
	List<String> came(String path) {
		return this.bodies.getOrDefault(path, List.of());
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/**
 * A building block that remembers by which headers it was called.
 */
final class TracedBlock implements AutoCloseable {

	/** A config that calls nothing else. */
	static final String CONFIG = """
			{"workflow":{"workflow":[{"service":"traced","endpoint":"/trace"}]}}""";

	private final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();

	private final Queue<Integer> faults = new ArrayDeque<>();

	private final HttpServer server;

	TracedBlock() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(BrokerSettings.HOST), 0), 0);
		this.server.createContext("/trace", (exchange) -> {
			this.calls.add(Map.of("traceparent", header(exchange.getRequestHeaders().getFirst("traceparent")),
					"tracestate", header(exchange.getRequestHeaders().getFirst("tracestate")), "baggage",
					header(exchange.getRequestHeaders().getFirst("baggage"))));
			exchange.getRequestBody().readAllBytes();
			Integer fault = this.faults.poll();
			byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders((fault != null) ? fault : 200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		this.server.start();
	}

	private static String header(String value) {
		return (value != null) ? value : "";
	}

	/**
	 * Declares it.
	 * @param folder where the file belongs
	 * @return the file, for {@code BUILDING_BLOCKS_FILE}
	 * @throws IOException if it cannot be written
	 */
	Path declaration(Path folder) throws IOException {
		return Files.writeString(folder.resolve("blocks.yaml"),
				"building-blocks: [{name: traced, url: \"http://127.0.0.1:" + this.server.getAddress().getPort()
						+ "\", endpoints: [{path: /trace, repeatable: true}]}]");
	}

	/**
	 * Has it answer differently, once.
	 * @param status the status of its next answer
	 */
	void failOnce(int status) {
		this.faults.add(status);
	}

	/**
	 * By which headers it was called within a trace.
	 * @param trace the id of the trace
	 * @return the headers of each call
	 */
	List<Map<String, String>> calls(String trace) {
		return this.calls.stream().filter((call) -> call.get("traceparent").contains(trace)).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

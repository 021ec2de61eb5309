package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers every path: <code>/configs/page</code> with an error page, others with JSON.
 */
final class FakeOrchestrator implements AutoCloseable {

	private final HttpServer server;

	private final List<Headers> taken = new CopyOnWriteArrayList<>();

	FakeOrchestrator() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			this.server.createContext("/", this::answer);
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** The headers of the requests so far. */
	List<Headers> taken() {
		return this.taken;
	}

	private void answer(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		this.taken.add(exchange.getRequestHeaders());
		boolean page = exchange.getRequestURI().getPath().startsWith("/configs/page");
		byte[] body = (page ? "<html>at com.example.Secret</html>" : "{\"a\":1}").getBytes(StandardCharsets.UTF_8);
		Headers headers = exchange.getResponseHeaders();
		headers.set("Content-Type", page ? "text/html" : "application/json");
		headers.set("Access-Control-Allow-Origin", "*");
		headers.set("Access-Control-Allow-Credentials", "true");
		if (exchange.getRequestMethod().equals("HEAD")) {
			headers.set("Content-Length", Integer.toString(body.length));
			exchange.sendResponseHeaders(page ? 400 : 200, -1);
		}
		else {
			exchange.sendResponseHeaders(page ? 400 : 200, body.length);
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

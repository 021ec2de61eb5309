package org.dibbs.orchestration.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.cheap.CheapBlocks;
import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.ControlEndpoints;
import org.dibbs.orchestration.sandbox.control.FaultBoard;
import org.dibbs.orchestration.sandbox.ecrviewer.SavedBundles;
import org.dibbs.orchestration.sandbox.server.Routes;
import org.dibbs.orchestration.sandbox.server.SandboxServer;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * Calls a sandbox over HTTP.
 */
public final class SandboxClient implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final SandboxServer server;

	private SandboxClient(SandboxServer server) {
		this.server = server;
	}

	/**
	 * A sandbox that all tests share which leave nothing behind in it.
	 */
	public static SandboxClient shared() {
		return Shared.client;
	}

	public static SandboxClient start(boolean cheap) {
		try {
			return new SandboxClient(Sandbox.start(new SandboxSettings("127.0.0.1", 0, Duration.ZERO, cheap)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Canned answers, from either of the two servers.
	 */
	public static SandboxClient cheap(boolean lean) {
		return lean ? start(true) : cheapOnThreads();
	}

	private static SandboxClient cheapOnThreads() {
		FaultBoard faults = new FaultBoard();
		CallStatistics statistics = new CallStatistics();
		SavedBundles saved = new SavedBundles();
		Routes routes = new Routes(CheapBlocks.endpoints(),
				Sandbox.admin(new ControlEndpoints(faults, statistics, saved::clear), saved));
		try {
			return new SandboxClient(SandboxServer.threaded(new InetSocketAddress("127.0.0.1", 0), routes, faults,
					statistics, Duration.ZERO));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.server.port();
	}

	public HttpResponse<String> send(String method, String path, String body) throws IOException {
		try {
			return this.http.send(request(method, path, body), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public CompletableFuture<HttpResponse<String>> sendLater(String method, String path, String body) {
		return this.http.sendAsync(request(method, path, body), BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path, String body) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.timeout(Duration.ofMinutes(2))
			.method(method, BodyPublishers.ofString(body))
			.build();
	}

	public HttpResponse<String> post(String path, JsonNode body) throws IOException {
		return send("POST", path, body.toString());
	}

	public JsonNode postOk(String path, JsonNode body) throws IOException {
		HttpResponse<String> response = post(path, body);
		if (response.statusCode() != 200) {
			throw new AssertionError(response.statusCode() + " " + response.body());
		}
		return Json.read(response.body());
	}

	public JsonNode get(String path) throws IOException {
		return Json.read(send("GET", path, "").body());
	}

	public static String sample(String name) {
		try (InputStream in = SandboxClient.class.getResourceAsStream("/samples/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static ObjectNode bundle() {
		try {
			return (ObjectNode) Json.read(sample("bundle.json"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

	private static final class Shared {

		private static final SandboxClient client = start(false);

	}

}

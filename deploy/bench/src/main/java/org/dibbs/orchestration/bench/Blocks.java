package org.dibbs.orchestration.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.bench.process.ChildProcess;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

/**
 * The building blocks: the sandbox in its cheap mode.
 */
final class Blocks implements AutoCloseable {

	private final ChildProcess process;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private Blocks(ChildProcess process) {
		this.process = process;
	}

	static Blocks start(Path sandbox, Path log) throws IOException {
		int port = ChildProcess.freePort();
		return new Blocks(ChildProcess.java(
				port, log, Map.of("SANDBOX_HOST", "127.0.0.1", "SANDBOX_PORT", Integer.toString(port), "SANDBOX_CHEAP",
						"true", "SANDBOX_DELAY", "0ms"),
				List.of("-Xmx1g", "-XX:+UseSerialGC", "-jar", sandbox.toString())));
	}

	int port() {
		return this.process.address().getPort();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Begins to count anew.
	 * @param latency how long each call takes from now on
	 * @throws IOException if that is refused
	 */
	void reset(Duration latency) throws IOException {
		ask("POST", "/__reset", "");
		if (!latency.isZero()) {
			ask("POST", "/__control", "{\"endpoint\":\"*\",\"count\":-1,\"delay_ms\":" + latency.toMillis() + "}");
		}
	}

	/**
	 * What was counted since then.
	 * @return the calls, and how many there were at once at most
	 * @throws IOException if that is not told
	 */
	Calls calls() throws IOException {
		JsonFragment stats = JsonFragment.literal(ask("GET", "/__stats", ""));
		return new Calls(number(stats, "total"), number(stats, "max_in_flight"));
	}

	private static long number(JsonFragment object, String name) throws IOException {
		JsonFragment number = JsonMembers.member(object, name);
		if (number == null) {
			throw new IOException("the building blocks do not tell " + name);
		}
		return Long.parseLong(number.json());
	}

	private String ask(String method, String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IOException("the building blocks answer " + path + " with " + answer.statusCode());
			}
			return answer.body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.close();
	}

	/**
	 * How often they were called.
	 *
	 * @param total all calls
	 * @param most how many there were at once at most
	 */
	record Calls(long total, long most) {

	}

}

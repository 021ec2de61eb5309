package org.dibbs.orchestration.bench.subject;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

/**
 * Asks questions between measurements.
 */
final class HttpAsker {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String address;

	HttpAsker(int port) {
		this.address = "http://127.0.0.1:" + port;
	}

	String get(String path) throws IOException {
		return ask("GET", path, "");
	}

	String ask(String method, String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + path))
			.timeout(LIMIT)
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() / 100 != 2) {
				throw new IOException(method + " " + path + " is answered " + answer.statusCode());
			}
			return answer.body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	static long number(JsonFragment object, String name) throws IOException {
		return Long.parseLong(member(object, name).json());
	}

	static JsonFragment member(JsonFragment object, String name) throws IOException {
		JsonFragment member = JsonMembers.member(object, name);
		if (member == null) {
			throw new IOException("An answer has no " + name);
		}
		return member;
	}

}

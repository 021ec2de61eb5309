package org.dibbs.orchestration.local.secrecy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.local.Stack;

/**
 * Sends requests that have a marker in every header and in their query, and remembers
 * what was answered and which markers that may name.
 */
final class Traffic {

	private final List<Told> told = new ArrayList<>();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final Stack stack;

	private final Markers markers;

	private final String query;

	Traffic(Stack stack, Markers markers) {
		this.stack = stack;
		this.markers = markers;
		this.query = "marked=" + markers.word("query parameter") + "&" + markers.word("name of a query parameter")
				+ "=1";
		header("Authorization", "Bearer %s");
		header("Cookie", "session=%s");
		header("User-Agent", "%s/1.0");
		header("Referer", "https://%s.example/a?b=%1$s");
		header("Forwarded", "for=%s;host=%1$s.example");
		header("X-Forwarded-For", "%s");
		header("X-Forwarded-Host", "%s.example");
		header("X-Forwarded-User", "%s");
		header("X-Api-Key", "%s");
		header("baggage", "patient=%s");
		this.headers.put("X-" + markers.word("name of a header"), "1");
	}

	private void header(String name, String value) {
		this.headers.put(name, value.formatted(this.markers.word("header " + name)));
	}

	Stack stack() {
		return this.stack;
	}

	Markers markers() {
		return this.markers;
	}

	/**
	 * Posts something.
	 * @param what what is tried
	 * @param path where to
	 * @param type its content type
	 * @param body it
	 * @param mayName which markers the answer may have, by the contract
	 * @return the answer
	 */
	HttpResponse<String> post(String what, String path, String type, String body, String... mayName) {
		return send(what, request(path, type, body), mayName);
	}

	/**
	 * A request that posts something.
	 * @param path where to
	 * @param type its content type
	 * @param body it
	 * @return the request
	 */
	HttpRequest.Builder request(String path, String type, String body) {
		return HttpRequest.newBuilder(this.stack.gateway(1, marked(path)))
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	HttpResponse<String> get(String what, String path, String... mayName) {
		return send(what, HttpRequest.newBuilder(this.stack.gateway(1, marked(path))), mayName);
	}

	/**
	 * Sends a request with all the marked headers.
	 * @param what what is tried
	 * @param request the request
	 * @param mayName which markers the answer may have, by the contract
	 * @return the answer
	 */
	HttpResponse<String> send(String what, HttpRequest.Builder request, String... mayName) {
		HttpResponse<String> answer = exchange(request);
		told(what, answer.statusCode() + " " + answer.headers().map() + " " + answer.body(), mayName);
		return answer;
	}

	/**
	 * Sends a request with all the marked headers, whose answer holds the message.
	 * @param request the request
	 * @return the answer
	 */
	HttpResponse<String> exchange(HttpRequest.Builder request) {
		this.headers.forEach(request::header);
		return this.stack.send(request).join();
	}

	/**
	 * Remembers what a caller was told.
	 * @param what what was tried
	 * @param answer all of the answer
	 * @param mayName which markers it may have
	 */
	void told(String what, String answer, String... mayName) {
		this.told.add(new Told(what, answer, Set.of(mayName)));
	}

	/**
	 * Sends what may be no HTTP.
	 * @param what what is tried
	 * @param bytes it
	 */
	void sendRaw(String what, String bytes) {
		try (Socket socket = new Socket("127.0.0.1", this.stack.gateway(1, "/").getPort())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			told(what, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String marked(String path) {
		return path + (path.contains("?") ? "&" : "?") + this.query;
	}

	List<Told> told() {
		return this.told;
	}

	/**
	 * A message for {@code /process-message}.
	 * @param type message type
	 * @param dataType data type
	 * @param config the workflow config
	 * @param message the message, as JSON
	 * @param rr the RR, or empty
	 * @return the document
	 */
	static String document(String type, String dataType, String config, String message, String rr) {
		return "{\"message_type\":\"" + type + "\",\"data_type\":\"" + dataType + "\",\"config_file_name\":\"" + config
				+ "\",\"message\":" + message + (rr.isEmpty() ? "" : ",\"rr_data\":" + rr) + "}";
	}

	/**
	 * What a caller was told.
	 *
	 * @param what what was tried
	 * @param answer status, headers and body
	 * @param mayName what it may name
	 */
	record Told(String what, String answer, Set<String> mayName) {

	}

}

package org.dibbs.orchestration.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a call is answered with.
 *
 * @param status the HTTP status, 200 to 599
 * @param contentType the value of the Content-Type header
 * @param body the bytes of the body; not to be changed
 * @param headers further headers
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

	private static final String JSON = "application/json";

	public Answer {
		headers = Map.copyOf(headers);
	}

	/**
	 * A JSON answer with status 200.
	 * @param body the tree to write
	 * @return the answer
	 */
	public static Answer ok(JsonNode body) {
		return json(200, body);
	}

	/**
	 * A JSON answer.
	 * @param status the HTTP status
	 * @param body the tree to write
	 * @return the answer
	 */
	public static Answer json(int status, JsonNode body) {
		return new Answer(status, JSON, Json.write(body), Map.of());
	}

	/**
	 * An answer as FastAPI words it: {@code {"detail": …}}.
	 * @param status the HTTP status
	 * @param detail the sentence
	 * @return the answer
	 */
	public static Answer detail(int status, String detail) {
		return json(status, Json.object().put("detail", detail));
	}

	/**
	 * An answer whose only member is {@code message}, as the eCR viewer words it.
	 * @param status the HTTP status
	 * @param message the sentence
	 * @return the answer
	 */
	public static Answer message(int status, String message) {
		return json(status, Json.object().put("message", message));
	}

	/**
	 * A text answer.
	 * @param status the HTTP status
	 * @param contentType the value of the Content-Type header
	 * @param body the text, sent as UTF-8
	 * @return the answer
	 */
	public static Answer text(int status, String contentType, String body) {
		return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
	}

}

package org.dibbs.orchestration.sandbox.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * What shall happen to a call instead of, or before, its real answer.
 *
 * @param answer the answer to give, or null for the real one
 * @param delay how long to wait first
 * @param reset whether the connection is closed without an answer
 */
public record Fault(@Nullable Answer answer, Duration delay, boolean reset) {

	/** Nothing happens. */
	static final Fault NONE = new Fault(null, Duration.ZERO, false);

	static Fault from(JsonNode node) {
		Duration delay = Duration.ofMillis(Math.max(0, node.path("delay_ms").asLong()));
		return new Fault(node.hasNonNull("status") ? answerFrom(node) : null, delay, node.path("reset").asBoolean());
	}

	private static Answer answerFrom(JsonNode node) {
		JsonNode body = node.path("body");
		byte[] bytes = body.isContainerNode() ? Json.write(body) : body.asText("").getBytes(StandardCharsets.UTF_8);
		Map<String, String> headers = new LinkedHashMap<>();
		node.path("headers").properties().forEach((header) -> headers.put(header.getKey(), header.getValue().asText()));
		return new Answer(node.path("status").asInt(), node.path("content_type").asText("application/json"), bytes,
				headers);
	}

	/**
	 * Whether the call ends here, with an answer or without.
	 * @return false if the real answer follows
	 */
	public boolean isForced() {
		return this.reset || this.answer != null;
	}

	Fault and(Fault other) {
		Answer first = (this.answer != null) ? this.answer : other.answer;
		return new Fault(first, this.delay.plus(other.delay), this.reset || other.reset);
	}

	void describe(ObjectNode node) {
		if (this.answer != null) {
			node.put("status", this.answer.status());
		}
		node.put("delay_ms", this.delay.toMillis()).put("reset", this.reset);
	}

}

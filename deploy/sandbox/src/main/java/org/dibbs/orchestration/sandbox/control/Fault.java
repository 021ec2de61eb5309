package org.dibbs.orchestration.sandbox.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
 * @param after whether the real work is done before all of that, so that the caller does
 * not learn of what has taken effect
 */
public record Fault(@Nullable Answer answer, Duration delay, boolean reset, boolean after) {

	private static final List<String> MEMBERS = List.of("endpoint", "count", "status", "body", "content_type",
			"headers", "delay_ms", "reset", "after");

	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

	private static final long LONGEST = Duration.ofHours(1).toMillis();

	/** Nothing happens. */
	static final Fault NONE = new Fault(null, Duration.ZERO, false, false);

	/**
	 * Looks for what cannot be meant as it is written: a fault that silently does nothing
	 * makes a test pass that should not.
	 * @param node the fault as it came
	 * @return one sentence, or null if all is well
	 */
	static @Nullable String wrong(JsonNode node) {
		if (!node.isObject() || !node.path("endpoint").isTextual()) {
			return "Expecting objects with an endpoint";
		}
		if (!node.properties().stream().allMatch((member) -> MEMBERS.contains(member.getKey()))) {
			return "Expecting only the members " + String.join(", ", MEMBERS);
		}
		if (!isWhole(node.path("count"), -1, Integer.MAX_VALUE) || !isWhole(node.path("delay_ms"), 0, LONGEST)) {
			return "Expecting whole numbers, a count from -1 and a delay_ms from 0 to an hour";
		}
		if (!isWhole(node.path("status"), 200, 599)) {
			return "Expecting a status from 200 to 599";
		}
		if (!isFlag(node.path("reset")) || !isFlag(node.path("after"))) {
			return "Expecting reset and after to be true or false";
		}
		return areHeaders(node.path("headers")) ? null : "Expecting headers of one line each";
	}

	private static boolean isWhole(JsonNode number, long from, long to) {
		return isAbsent(number) || (number.isIntegralNumber() && number.asLong() >= from && number.asLong() <= to);
	}

	private static boolean isFlag(JsonNode flag) {
		return isAbsent(flag) || flag.isBoolean();
	}

	private static boolean areHeaders(JsonNode headers) {
		return isAbsent(headers) || (headers.isObject() && headers.properties()
			.stream()
			.allMatch((header) -> HEADER_NAME.matcher(header.getKey()).matches()
					&& HEADER_VALUE.matcher(header.getValue().asText()).matches()));
	}

	private static boolean isAbsent(JsonNode node) {
		return node.isMissingNode() || node.isNull();
	}

	static Fault from(JsonNode node) {
		Duration delay = Duration.ofMillis(Math.max(0, node.path("delay_ms").asLong()));
		return new Fault(node.hasNonNull("status") ? answerFrom(node) : null, delay, node.path("reset").asBoolean(),
				node.path("after").asBoolean());
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
	 * Whether the caller gets another answer than the real one, or none.
	 * @return false if the real answer is given
	 */
	public boolean isForced() {
		return this.reset || this.answer != null;
	}

	Fault and(Fault other) {
		Answer first = (this.answer != null) ? this.answer : other.answer;
		return new Fault(first, this.delay.plus(other.delay), this.reset || other.reset, this.after || other.after);
	}

	void describe(ObjectNode node) {
		if (this.answer != null) {
			node.put("status", this.answer.status());
		}
		node.put("delay_ms", this.delay.toMillis()).put("reset", this.reset).put("after", this.after);
	}

}

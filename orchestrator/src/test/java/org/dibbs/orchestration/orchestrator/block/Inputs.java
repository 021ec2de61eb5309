package org.dibbs.orchestration.orchestrator.block;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;

/**
 * Step inputs written as JSON, and variations of them.
 */
public final class Inputs {

	private Inputs() {
	}

	public static StepInput parse(String json) {
		Map<String, JsonFragment> members = members(JsonFragment.literal(json.strip()));
		return new StepInput(members.get("messageType").text(), members.get("message"), members.get("rrData"),
				members.get("data"), members(members.get("params")),
				members.containsKey("mapped") ? members(members.get("mapped")) : Map.of());
	}

	public static StepInput withType(StepInput input, MessageType type) {
		return withType(input, type.wire());
	}

	public static StepInput withType(StepInput input, String type) {
		return new StepInput(type, input.message(), input.rrData(), input.data(), input.params(), input.mapped());
	}

	public static StepInput withData(StepInput input, String json) {
		return new StepInput(input.messageType(), input.message(), input.rrData(), JsonFragment.literal(json),
				input.params(), input.mapped());
	}

	public static StepInput withMessage(StepInput input, String json) {
		return new StepInput(input.messageType(), JsonFragment.literal(json), input.rrData(), input.data(),
				input.params(), input.mapped());
	}

	public static StepInput withoutRrData(StepInput input) {
		return new StepInput(input.messageType(), input.message(), null, input.data(), input.params(), input.mapped());
	}

	/** Exactly these params, written as a JSON object. */
	public static StepInput withParams(StepInput input, String json) {
		return new StepInput(input.messageType(), input.message(), input.rrData(), input.data(),
				members(JsonFragment.literal(json)), input.mapped());
	}

	/** Exactly these mapped answers, written as a JSON object. */
	public static StepInput withMapped(StepInput input, String json) {
		return new StepInput(input.messageType(), input.message(), input.rrData(), input.data(), input.params(),
				members(JsonFragment.literal(json)));
	}

	private static Map<String, JsonFragment> members(JsonFragment object) {
		Map<String, JsonFragment> members = JsonMembers.of(object);
		return (members != null) ? members : new LinkedHashMap<>();
	}

}

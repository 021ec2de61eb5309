package org.dibbs.orchestration.orchestrator.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * All that a step's request is made from.
 *
 * @param messageType the kind of message the submission brought: the name of a
 * {@link org.dibbs.orchestration.exchange.MessageType}, or any other text, which the
 * building blocks are to refuse
 * @param message the message as it was submitted, a string or an object
 * @param rrData the reportability response, a string; null where there is none
 * @param data what the steps so far have made of the message
 * @param params the step's params, as the config has them; empty where it has none
 * @param mapped whole answers of earlier steps by the param they were mapped to
 */
public record StepInput(String messageType, JsonFragment message, @Nullable JsonFragment rrData, JsonFragment data,
		Map<String, JsonFragment> params, Map<String, JsonFragment> mapped) {

	/**
	 * Copies the maps.
	 */
	public StepInput {
		params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
		mapped = Collections.unmodifiableMap(new LinkedHashMap<>(mapped));
	}

	/**
	 * A param: the mapped answer of that name, else what the config says.
	 * @param name the param's name
	 * @return its value, or null where there is none
	 */
	public @Nullable JsonFragment param(String name) {
		JsonFragment answer = this.mapped.get(name);
		return (answer != null) ? answer : this.params.get(name);
	}

	/**
	 * A param with a default.
	 * @param name the param's name
	 * @param otherwise the string to use where there is no such param
	 * @return its value
	 */
	public JsonFragment param(String name, String otherwise) {
		JsonFragment param = param(name);
		return (param != null) ? param : JsonFragment.string(otherwise);
	}

	/**
	 * Whether a value is a FHIR Bundle.
	 * @param value any JSON value
	 * @return true for an object whose resourceType is Bundle
	 */
	public static boolean isBundle(JsonFragment value) {
		JsonFragment type = value.isObject() ? JsonMembers.member(value, "resourceType") : null;
		return type != null && "Bundle".equals(type.text());
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a document is no workflow config, in the words of the Python service
 * (pydantic 1).
 *
 * @param loc where: keys and positions, from the outside in
 * @param msg what is wrong
 * @param type the machine-readable kind
 * @param ctx further facts, or null
 */
record ConfigError(List<JsonFragment> loc, String msg, String type, @Nullable JsonFragment ctx) {

	static ConfigError missing(List<JsonFragment> loc) {
		return new ConfigError(loc, "field required", "value_error.missing", null);
	}

	static ConfigError nullValue(List<JsonFragment> loc) {
		return new ConfigError(loc, "none is not an allowed value", "type_error.none.not_allowed", null);
	}

	static ConfigError notDict(List<JsonFragment> loc) {
		return new ConfigError(loc, "value is not a valid dict", "type_error.dict", null);
	}

	static ConfigError notList(List<JsonFragment> loc) {
		return new ConfigError(loc, "value is not a valid list", "type_error.list", null);
	}

	static ConfigError notText(List<JsonFragment> loc) {
		return new ConfigError(loc, "str type expected", "type_error.str", null);
	}

	static ConfigError notBoolean(List<JsonFragment> loc) {
		return new ConfigError(loc, "value could not be parsed to a boolean", "type_error.bool", null);
	}

	static ConfigError emptyText(List<JsonFragment> loc) {
		return new ConfigError(loc, "ensure this value has at least 1 characters", "value_error.any_str.min_length",
				limit(1));
	}

	static ConfigError emptyList(List<JsonFragment> loc) {
		return new ConfigError(loc, "ensure this value has at least 1 items", "value_error.list.min_items", limit(1));
	}

	static ConfigError value(List<JsonFragment> loc, String msg) {
		return new ConfigError(loc, msg, "value_error", null);
	}

	static ConfigError notJson(List<JsonFragment> loc) {
		return new ConfigError(loc, "JSON decode error", "json_invalid", null);
	}

	private static JsonFragment limit(int value) {
		return new JsonObjectBuilder().member("limit_value", value).build();
	}

	/**
	 * The same error, seen from further out.
	 * @param outer what leads to the document
	 * @return the error with a longer loc
	 */
	ConfigError within(List<JsonFragment> outer) {
		List<JsonFragment> whole = new ArrayList<>(outer);
		whole.addAll(this.loc);
		return new ConfigError(List.copyOf(whole), this.msg, this.type, this.ctx);
	}

	JsonFragment json() {
		return new JsonObjectBuilder().member("loc", JsonObjectBuilder.array(this.loc))
			.member("msg", this.msg)
			.member("type", this.type)
			.optionalMember("ctx", this.ctx)
			.build();
	}

	/** For logs and exceptions: {@code workflow[0].service: field required}. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (JsonFragment part : this.loc) {
			if (part.isString()) {
				text.append(text.isEmpty() ? "" : ".").append(part.text());
			}
			else {
				text.append('[').append(part.json()).append(']');
			}
		}
		return text + (text.isEmpty() ? "" : ": ") + this.msg;
	}

}

package org.dibbs.orchestration.sandbox.wire;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One fault of a request's body, in the words of FastAPI with pydantic 1.
 *
 * @param location the path below the body, empty for the body itself
 * @param message what is wrong
 * @param type pydantic's name for it
 * @param permitted the values that would have been right, empty where there is no such
 * list
 */
public record FieldError(List<String> location, String message, String type, List<String> permitted) {

	public FieldError {
		location = List.copyOf(location);
		permitted = List.copyOf(permitted);
	}

	/**
	 * An error of one member.
	 * @param field the member's name
	 * @param message what is wrong
	 * @param type pydantic's name for it
	 * @return the error
	 */
	public static FieldError of(String field, String message, String type) {
		return new FieldError(List.of(field), message, type, List.of());
	}

	static FieldError missing(String field) {
		return of(field, "field required", "value_error.missing");
	}

	static FieldError none(String field) {
		return of(field, "none is not an allowed value", "type_error.none.not_allowed");
	}

	static FieldError notText(String field) {
		return of(field, "str type expected", "type_error.str");
	}

	static FieldError notObject(String field) {
		return of(field, "value is not a valid dict", "type_error.dict");
	}

	static FieldError notFlag(String field) {
		return of(field, "value could not be parsed to a boolean", "type_error.bool");
	}

	static FieldError unexpected(String field, List<String> permitted) {
		String names = String.join(", ", permitted.stream().map((name) -> "'" + name + "'").toList());
		return new FieldError(List.of(field), "unexpected value; permitted: " + names, "value_error.const", permitted);
	}

	ObjectNode toJson(String given) {
		ObjectNode node = Json.object();
		var loc = node.putArray("loc").add("body");
		this.location.forEach(loc::add);
		node.put("msg", this.message).put("type", this.type);
		if (!this.permitted.isEmpty()) {
			var names = node.putObject("ctx").put("given", given).putArray("permitted");
			this.permitted.forEach(names::add);
		}
		return node;
	}

}

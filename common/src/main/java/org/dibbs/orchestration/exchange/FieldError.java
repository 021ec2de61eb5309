package org.dibbs.orchestration.exchange;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a submission does not validate, in the words of the Python service.
 *
 * @param loc where, as JSON values after {@code "body"}
 * @param msg what is wrong
 * @param type the machine-readable kind
 * @param ctx further facts, or null
 */
record FieldError(List<JsonFragment> loc, String msg, String type, @Nullable JsonFragment ctx) {

	private static final JsonFragment BODY = JsonFragment.string("body");

	static FieldError missing(String field) {
		return at(field, "field required", "value_error.missing");
	}

	static FieldError missingBody() {
		return new FieldError(List.of(BODY), "field required", "value_error.missing", null);
	}

	static FieldError nullValue(String field) {
		return at(field, "none is not an allowed value", "type_error.none.not_allowed");
	}

	static FieldError notString(String field) {
		return at(field, "str type expected", "type_error.str");
	}

	static FieldError notDict(String field) {
		return at(field, "value is not a valid dict", "type_error.dict");
	}

	static FieldError bodyNotDict() {
		return new FieldError(List.of(BODY), "value is not a valid dict", "type_error.dict", null);
	}

	static FieldError notJson(int offset) {
		return new FieldError(List.of(BODY, JsonFragment.literal(Integer.toString(offset))), "JSON decode error",
				"json_invalid", null);
	}

	static FieldError root(String message) {
		return at("__root__", message, "value_error");
	}

	static FieldError notPermitted(String field, JsonFragment given, List<String> permitted) {
		JsonFragment ctx = new JsonObjectBuilder().member("given", given)
			.member("permitted", JsonObjectBuilder.array(permitted.stream().map(JsonFragment::string).toList()))
			.build();
		return new FieldError(List.of(BODY, JsonFragment.string(field)),
				"unexpected value; permitted: '" + String.join("', '", permitted) + "'", "value_error.const", ctx);
	}

	private static FieldError at(String field, String msg, String type) {
		return new FieldError(List.of(BODY, JsonFragment.string(field)), msg, type, null);
	}

	static JsonFragment array(List<FieldError> errors) {
		return JsonObjectBuilder.array(errors.stream().map(FieldError::json).toList());
	}

	private JsonFragment json() {
		return new JsonObjectBuilder().member("loc", JsonObjectBuilder.array(this.loc))
			.member("msg", this.msg)
			.member("type", this.type)
			.optionalMember("ctx", this.ctx)
			.build();
	}

}

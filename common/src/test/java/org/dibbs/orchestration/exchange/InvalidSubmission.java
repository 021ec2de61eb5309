package org.dibbs.orchestration.exchange;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of documents that do not validate, with what callers are told; each row was
 * seen on the Python service. Used by the tests of whoever lets submissions in.
 *
 * @param name what is wrong
 * @param body the document
 * @param errors the entries of {@code detail}, as JSON, in their order
 */
public record InvalidSubmission(String name, String body, List<String> errors) {

	private static final String ECR_TYPES = root("For an eCR message, `data_type` must be either `ecr` or `zip`.");

	private static final String RR = root(
			"Reportability Response (RR) data is only accepted for eCR processing requests.");

	private static final String FHIR_TYPES = root(
			"`data_type` and `message_type` parameters must both be `fhir` in order to process a FHIR bundle.");

	private static final String FHIR_DICT = root(
			"A `data_type` of FHIR requires the input message to be a valid dictionary.");

	private static final String MESSAGE_DICT = error("message", "value is not a valid dict", "type_error.dict");

	private static final String MESSAGE_STR = error("message", "str type expected", "type_error.str");

	/**
	 * All rows.
	 * @return the rows
	 */
	public static Stream<InvalidSubmission> all() {
		return Stream.of(documents(), missing(), enums(), messages(), strings(), crossFields(), order())
			.flatMap((rows) -> rows);
	}

	private static Stream<InvalidSubmission> documents() {
		String body = "{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}";
		String dict = "{\"loc\":[\"body\"],\"msg\":\"value is not a valid dict\",\"type\":\"type_error.dict\"}";
		return Stream.of(row("no body", "", body), row("null", " null ", body), row("an array", "[1]", dict),
				row("a string", "\"x\"", dict), row("a number", "5", dict), row("not JSON", "not json", notJson(0)),
				row("JSON that breaks off", "{\"message_type\": ", notJson(17)),
				row("white space only", "  ", notJson(2)), row("two documents", "{} {}", notJson(3)));
	}

	private static Stream<InvalidSubmission> missing() {
		return Stream.of(
				row("no fields", "{}", missing("message_type"), missing("data_type"), missing("config_file_name"),
						missing("message")),
				row("no message_type", document(null, "'ecr'", "'c'", "'m'", null), missing("message_type")),
				row("no data_type", document("'elr'", null, "'c'", "'m'", null), missing("data_type")),
				row("no data_type of an eCR", document("'ecr'", null, "'c'", "'m'", null), missing("data_type"),
						ECR_TYPES),
				row("no config_file_name", document("'ecr'", "'ecr'", null, "'m'", null), missing("config_file_name")),
				row("no message", document("'ecr'", "'ecr'", "'c'", null, null), missing("message")),
				row("no FHIR message", document("'fhir'", "'fhir'", "'c'", null, null), missing("message"), FHIR_DICT));
	}

	private static Stream<InvalidSubmission> enums() {
		return Stream.of(
				row("unknown message_type", document("'zzz'", "'ecr'", "'c'", "'m'", null), messageType("\"zzz\"")),
				row("numeric message_type", document("5", "'ecr'", "'c'", "'m'", null), messageType("5")),
				row("null message_type", document("null", "'ecr'", "'c'", "'m'", null), none("message_type")),
				row("unknown data_type", document("'elr'", "'zzz'", "'c'", "'m'", null), dataType("\"zzz\"")),
				row("data_type in capitals", document("'elr'", "'HL7'", "'c'", "'m'", null), dataType("\"HL7\"")),
				row("null data_type", document("'vxu'", "null", "'c'", "'m'", null), none("data_type")));
	}

	private static Stream<InvalidSubmission> messages() {
		return Stream.of(row("null message", document("'ecr'", "'ecr'", "'c'", "null", null), none("message")),
				row("a list as message", document("'ecr'", "'ecr'", "'c'", "[1]", null), MESSAGE_DICT, MESSAGE_STR),
				row("a boolean as message", document("'elr'", "'hl7'", "'c'", "true", null), MESSAGE_DICT,
						MESSAGE_STR));
	}

	private static Stream<InvalidSubmission> strings() {
		return Stream.of(
				row("null config_file_name", document("'ecr'", "'ecr'", "null", "'m'", null), none("config_file_name")),
				row("a list as config_file_name", document("'ecr'", "'ecr'", "[]", "'m'", null),
						error("config_file_name", "str type expected", "type_error.str")),
				row("an object as rr_data", document("'ecr'", "'ecr'", "'c'", "'m'", "{}"),
						error("rr_data", "str type expected", "type_error.str")));
	}

	private static Stream<InvalidSubmission> crossFields() {
		return Stream.of(row("RR data for an ELR", document("'elr'", "'hl7'", "'c'", "'m'", "'r'"), RR),
				row("RR data for ECR data of an ELR", document("'elr'", "'ecr'", "'c'", "'m'", "'r'"), RR),
				row("RR data and HL7 for an eCR", document("'ecr'", "'hl7'", "'c'", "'m'", "'r'"), RR, ECR_TYPES),
				row("HL7 for an eCR", document("'ecr'", "'hl7'", "'c'", "'m'", null), ECR_TYPES),
				row("FHIR text for an eCR", document("'ecr'", "'fhir'", "'c'", "'m'", null), ECR_TYPES, FHIR_DICT),
				row("FHIR that is HL7", document("'fhir'", "'hl7'", "'c'", "{}", null), FHIR_TYPES),
				row("FHIR without a known data_type", document("'fhir'", "'x'", "'c'", "{}", null), dataType("\"x\""),
						FHIR_TYPES),
				row("FHIR as text", document("'fhir'", "'fhir'", "'c'", "'m'", null), FHIR_DICT),
				row("FHIR as text in a VXU", document("'vxu'", "'fhir'", "'c'", "'m'", null), FHIR_DICT),
				row("a number as FHIR", document("'fhir'", "'fhir'", "'c'", "5", null), FHIR_DICT));
	}

	private static Stream<InvalidSubmission> order() {
		String body = "{\"rr_data\":\"r\",\"message\":[],\"config_file_name\":{},\"data_type\":\"fhir\",\"message_type\":\"ecr\"}";
		return Stream.of(row("everything, in the order of the contract", body,
				error("config_file_name", "str type expected", "type_error.str"), MESSAGE_DICT, MESSAGE_STR, RR,
				ECR_TYPES, FHIR_DICT));
	}

	private static InvalidSubmission row(String name, String body, String... errors) {
		return new InvalidSubmission(name, body, List.of(errors));
	}

	/**
	 * A document of the given members, each JSON with single quotes, null for none.
	 */
	static String document(String messageType, String dataType, String config, String message, String rrData) {
		StringBuilder body = new StringBuilder("{\"unknown\": [\"ignored\"]");
		String[] names = { "message_type", "data_type", "config_file_name", "message", "rr_data" };
		String[] values = { messageType, dataType, config, message, rrData };
		for (int i = 0; i < names.length; i++) {
			if (values[i] != null) {
				body.append(", \"").append(names[i]).append("\": ").append(values[i].replace('\'', '"'));
			}
		}
		return body.append('}').toString();
	}

	private static String missing(String field) {
		return error(field, "field required", "value_error.missing");
	}

	private static String none(String field) {
		return error(field, "none is not an allowed value", "type_error.none.not_allowed");
	}

	private static String root(String msg) {
		return error("__root__", msg, "value_error");
	}

	private static String notJson(int offset) {
		return "{\"loc\":[\"body\"," + offset + "],\"msg\":\"JSON decode error\",\"type\":\"json_invalid\"}";
	}

	private static String messageType(String given) {
		return notPermitted("message_type", given, "'ecr', 'elr', 'vxu', 'fhir'");
	}

	private static String dataType(String given) {
		return notPermitted("data_type", given, "'ecr', 'zip', 'fhir', 'hl7'");
	}

	private static String notPermitted(String field, String given, String permitted) {
		String error = error(field, "unexpected value; permitted: " + permitted, "value_error.const");
		return error.substring(0, error.length() - 1) + ",\"ctx\":{\"given\":" + given + ",\"permitted\":["
				+ permitted.replace('\'', '"').replace(", ", ",") + "]}}";
	}

	private static String error(String field, String msg, String type) {
		return "{\"loc\":[\"body\",\"" + field + "\"],\"msg\":\"" + msg + "\",\"type\":\"" + type + "\"}";
	}

	/**
	 * The body of the answer, as the Python service sent it.
	 * @return a JSON object
	 */
	public String legacyBody() {
		return "{\"detail\":[" + String.join(",", this.errors) + "]}";
	}

	@Override
	public String toString() {
		return this.name;
	}

}

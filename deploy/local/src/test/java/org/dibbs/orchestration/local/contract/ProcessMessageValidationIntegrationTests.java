package org.dibbs.orchestration.local.contract;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code POST /process-message}: requests that do not validate. Documents and entries of
 * {@code detail} are written with single quotes where JSON has double ones.
 */
class ProcessMessageValidationIntegrationTests {

	private static final String RR = root(
			"Reportability Response (RR) data is only accepted for eCR processing requests.");

	private static final String ECR_TYPES = root("For an eCR message, `data_type` must be either `ecr` or `zip`.");

	private static final String FHIR_TYPES = root(
			"`data_type` and `message_type` parameters must both be `fhir` in order to process a FHIR bundle.");

	private static final String FHIR_DICT = root(
			"A `data_type` of FHIR requires the input message to be a valid dictionary.");

	private static final String NO_DICT = "{'loc':['body'],'msg':'value is not a valid dict','type':'type_error.dict'}";

	private static final String MESSAGE_DICT = error("message", "value is not a valid dict", "type_error.dict");

	private static final String MESSAGE_STR = error("message", "str type expected", "type_error.str");

	private final Doors doors = new Doors();

	@TestFactory
	Stream<DynamicTest> theBody() {
		return Stream.of(row("no body", "", "{'loc':['body'],'msg':'field required','type':'value_error.missing'}"),
				row("a list", "[{}]", NO_DICT), row("a string", "'x'", NO_DICT), row("a number", "5", NO_DICT),
				row("true", "true", NO_DICT), row("not JSON", "{'a': nope}", notJson(6)),
				row("cut off", "{'message_type': 'ecr'", notJson(22)), row("more than one", "{}{}", notJson(2)));
	}

	@TestFactory
	Stream<DynamicTest> aContentTypeThatIsNotJson() {
		String document = document("'ecr'", "'ecr'", "'c'", "'m'");
		return Stream.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonx")
			.map((type) -> new Row(this.doors, type, Call.message(json(document)).with("Content-Type", type))
				.isRefused(422, json("{'detail':[" + NO_DICT + "]}")));
	}

	@TestFactory
	Stream<DynamicTest> fieldsThatAreMissing() {
		return Stream.of(
				row("all", "{}", missing("message_type"), missing("data_type"), missing("config_file_name"),
						missing("message")),
				row("message_type", document(null, "'hl7'", "'c'", "'m'"), missing("message_type")),
				row("data_type", document("'elr'", null, "'c'", "'m'"), missing("data_type")),
				row("config_file_name", document("'elr'", "'hl7'", null, "'m'"), missing("config_file_name")),
				row("message", document("'elr'", "'hl7'", "'c'", null), missing("message")));
	}

	@TestFactory
	Stream<DynamicTest> valuesThatAreNotPermitted() {
		return Stream.of(
				row("message_type", document("'zzz'", "'hl7'", "'c'", "'m'"),
						enumeration("message_type", "'zzz'", "ecr", "elr", "vxu", "fhir")),
				row("data_type", document("'vxu'", "'zzz'", "'c'", "'m'"),
						enumeration("data_type", "'zzz'", "ecr", "zip", "fhir", "hl7")),
				row("both", document("'ECR'", "''", "'c'", "'m'"),
						enumeration("message_type", "'ECR'", "ecr", "elr", "vxu", "fhir"),
						enumeration("data_type", "''", "ecr", "zip", "fhir", "hl7")));
	}

	@TestFactory
	Stream<DynamicTest> messagesThatAreNeitherTextNorObject() {
		return Stream.of(
				row("null", document("'elr'", "'hl7'", "'c'", "null"),
						error("message", "none is not an allowed value", "type_error.none.not_allowed")),
				row("a list", document("'elr'", "'hl7'", "'c'", "['m']"), MESSAGE_DICT, MESSAGE_STR),
				row("false", document("'elr'", "'hl7'", "'c'", "false"), MESSAGE_DICT, MESSAGE_STR),
				row("rr_data that is an object", document("'ecr'", "'ecr'", "'c'", "'m'", "{}"),
						error("rr_data", "str type expected", "type_error.str")));
	}

	@TestFactory
	Stream<DynamicTest> typesThatDoNotGoTogether() {
		return Stream.of(row("RR data for an ELR", document("'elr'", "'hl7'", "'c'", "'m'", "'rr'"), RR),
				row("RR data for a VXU", document("'vxu'", "'ecr'", "'c'", "'m'", "'rr'"), RR),
				row("RR data for a bundle", document("'fhir'", "'fhir'", "'c'", "{}", "'rr'"), RR),
				row("RR data for an eCR as HL7", document("'ecr'", "'hl7'", "'c'", "'m'", "'rr'"), RR, ECR_TYPES),
				row("an eCR as HL7", document("'ecr'", "'hl7'", "'c'", "'m'"), ECR_TYPES),
				row("an eCR as FHIR", document("'ecr'", "'fhir'", "'c'", "{}"), ECR_TYPES),
				row("a bundle as HL7", document("'fhir'", "'hl7'", "'c'", "{}"), FHIR_TYPES),
				row("a bundle as eCR", document("'fhir'", "'ecr'", "'c'", "'m'"), FHIR_TYPES),
				row("a bundle as zip", document("'fhir'", "'zip'", "'c'", "'m'"), FHIR_TYPES),
				row("a bundle as text", document("'fhir'", "'fhir'", "'c'", "'{}'"), FHIR_DICT),
				row("an ELR as FHIR, as text", document("'elr'", "'fhir'", "'c'", "'m'"), FHIR_DICT),
				row("a VXU as FHIR, as text", document("'vxu'", "'fhir'", "'c'", "'m'"), FHIR_DICT),
				row("an eCR as FHIR, as text", document("'ecr'", "'fhir'", "'c'", "'m'"), ECR_TYPES, FHIR_DICT));
	}

	@TestFactory
	Stream<DynamicTest> theOrderOfSeveralErrors() {
		String rrNumber = document("'ecr'", "'hl7'", null, "null", "[]");
		return Stream.of(row("fields in their order, then what parsed, together",
				"{'rr_data':'r','message':null,'data_type':'fhir','message_type':'ecr'}", missing("config_file_name"),
				error("message", "none is not an allowed value", "type_error.none.not_allowed"), RR, ECR_TYPES,
				FHIR_DICT),
				row("rr_data is the last field", rrNumber, missing("config_file_name"),
						error("message", "none is not an allowed value", "type_error.none.not_allowed"),
						error("rr_data", "str type expected", "type_error.str"), ECR_TYPES),
				row("types are compared where another field failed", document("'fhir'", "'hl7'", "[]", "'m'"),
						error("config_file_name", "str type expected", "type_error.str"), FHIR_TYPES));
	}

	@TestFactory
	Stream<DynamicTest> typesThatGoTogether() {
		return Stream
			.of("elr hl7 'm'", "elr ecr 'm'", "elr zip 'm'", "elr fhir {}", "vxu hl7 'm'", "vxu ecr 'm'", "vxu zip 'm'",
					"vxu fhir {}", "ecr ecr 'm'", "ecr zip 'm'", "fhir fhir {}")
			.map((row) -> {
				String[] types = row.split(" ");
				String document = document("'" + types[0] + "'", "'" + types[1] + "'", "'no such config'", types[2]);
				return new Row(this.doors, row, Call.message(json(document)))
					.answers((answer) -> assertThat(answer.isJson(400).body()).contains("'no such config'"));
			});
	}

	private DynamicTest row(String words, String document, String... errors) {
		return new Row(this.doors, words, Call.message(json(document))).isRefused(422,
				json("{'detail':[" + String.join(",", errors) + "]}").replace("~", "'"));
	}

	private static String document(String messageType, String dataType, String config, String message) {
		return document(messageType, dataType, config, message, null);
	}

	private static String document(String messageType, String dataType, String config, String message, String rrData) {
		String members = member("message_type", messageType) + member("data_type", dataType)
				+ member("config_file_name", config) + member("message", message) + member("rr_data", rrData);
		return "{" + members.substring(0, members.length() - 1) + "}";
	}

	private static String member(String name, String value) {
		return (value != null) ? "'" + name + "':" + value + "," : "";
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static String missing(String field) {
		return error(field, "field required", "value_error.missing");
	}

	private static String root(String msg) {
		return error("__root__", msg, "value_error");
	}

	private static String notJson(int offset) {
		return "{'loc':['body'," + offset + "],'msg':'JSON decode error','type':'json_invalid'}";
	}

	// The single quotes of the message itself are written as ~ until the others are
	// replaced.
	private static String enumeration(String field, String given, String... permitted) {
		return "{'loc':['body','" + field + "'],'msg':'unexpected value; permitted: ~" + String.join("~, ~", permitted)
				+ "~','type':'value_error.const','ctx':{'given':" + given + ",'permitted':['"
				+ String.join("','", permitted) + "']}}";
	}

	private static String error(String field, String msg, String type) {
		return "{'loc':['body','" + field + "'],'msg':'" + msg + "','type':'" + type + "'}";
	}

}

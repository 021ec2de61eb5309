package org.dibbs.orchestration.local.contract;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code POST /process-message}: what callers are told when a building block, or what
 * they asked for, does not work.
 */
class ProcessMessageFailureIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final String PHDC = Stack.submission("fhir", "fhir", "sample-fhir-test-config-xml.json",
			"fhir.json");

	private static final String ECR = Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml");

	private static final String SAVE = Stack.submission("ecr", "ecr", "integrated.json", "ecr.xml");

	private static final String TEXT = "text/plain";

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> anUnknownConfig() {
		return Stream.of("nope.json", "../nope.json", "/etc/passwd", "", "a\\u0000b", "ü 'x'")
			.map((name) -> row("'" + name + "'", FHIR.replace("sample-fhir-test-config.json", name)).isRefused(400,
					"{\"message\":\"A config with the name '" + name
							+ "' could not be found.\",\"processed_values\":{}}"));
	}

	/** Each class of status, and each way to say why, with the words for that block. */
	@TestFactory
	Stream<DynamicTest> aBlockAnswersWithAnError() {
		return Stream
			.of(blocks(), statuses(), Stream.of(
					fails("standardize_names", FHIR, 400, "{\"message\": \"no \\\"names\\\"\"}", "ingestion",
							"no \"names\""),
					fails("standardize_names", FHIR, 400, "{\"other\": 1}", "ingestion", "{\"other\": 1}"),
					fails("standardize_names", FHIR, 422, "{\"detail\":[{\"loc\":[1]}]}", "ingestion",
							"{\"detail\":[{\"loc\":[1]}]}"),
					fails("stamp-condition-extensions", SAVE, 400, "{\"message\":\"no codes\"}",
							"trigger_code_reference", "no codes"),
					fails("parse_message", FHIR, 422, "{\"detail\":1}", "message_parser", "{\"detail\":1}"),
					fails("fhir_to_phdc", PHDC, 422, "{\"detail\":2}", "message_parser", "{\"detail\":2}"),
					fails("save-fhir-data", SAVE, 400, "{\"message\":\"no bundle\"}", "save_bundle", "no bundle")))
			.flatMap((rows) -> rows);
	}

	private Stream<DynamicTest> blocks() {
		return Stream.of(fails("validate", ECR, 500, "boom", "validation", "Validation service failed: boom"),
				fails("convert-to-fhir", ECR, 500, "boom", "fhir_converter", "FHIR Converter request failed: boom"),
				fails("standardize_names", FHIR, 500, "boom", "ingestion", "Standardization request failed: boom"),
				fails("standardize_dob", FHIR, 500, "boom", "ingestion", "Standardization request failed: boom"),
				fails("geocode_bundle", PHDC, 500, "boom", "ingestion", "Standardization request failed: boom"),
				fails("stamp-condition-extensions", SAVE, 500, "boom", "trigger_code_reference",
						"Stamping condition extensions failed: boom"),
				fails("parse_message", FHIR, 500, "boom", "message_parser", "Message Parser request failed: boom"),
				fails("fhir_to_phdc", PHDC, 500, "boom", "message_parser", "boom"),
				fails("save-fhir-data", SAVE, 500, "boom", "save_bundle", "Saving failed: boom"));
	}

	private Stream<DynamicTest> statuses() {
		return Stream.of(201, 400, 401, 403, 404, 409, 413, 418, 429, 500, 501, 502, 503, 504, 599)
			.map((status) -> fails("standardize_phones", FHIR, status, "so", "ingestion",
					(status == 400) ? "so" : "Standardization request failed: so"));
	}

	private DynamicTest fails(String endpoint, String document, int status, String body, String service, String error) {
		String detail = "Service " + service + " failed with error " + error + ", endpoint: " + endpoint;
		return row(endpoint + " answers " + status + " " + body, document)
			.whereAnswers(endpoint, status, body.startsWith("{") ? Answer.JSON : TEXT, body)
			.isRefused(status, "{\"detail\":" + JsonFragment.string(detail).json() + "}");
	}

	@TestFactory
	Stream<DynamicTest> aBlockAnswersWithAStatusThatNobodyCouldBeAnsweredWith() {
		return Stream.of(204, 302)
			.map((status) -> row("status " + status, FHIR).where("standardize_phones", "\"status\":" + status)
				.isRefused(502,
						(body) -> assertThat(body).startsWith("{\"detail\":\"Service ingestion failed with error ")
							.endsWith(", endpoint: standardize_phones\"}")
							.contains(Integer.toString(status))));
	}

	@TestFactory
	Stream<DynamicTest> validationRefuses() {
		String results = "{\"fatal\":[\"no \\\"name\\\"\"],\"errors\":[]}";
		String detail = "Service validation completed, but orchestration cannot continue: " + results;
		return Stream.of(
				row("its results as JSON", ECR)
					.whereAnswers("validate", 200, Answer.JSON,
							"{\"message_valid\":false,\"validation_results\":" + results + "}")
					.isRefused(400, "{\"detail\":" + JsonFragment.string(detail).json() + "}"),
				row("a message that is no XML", ECR.replaceFirst("\"message\":\".*\"", "\"message\":\"no xml\""))
					.isRefused(400, (body) -> assertThat(body).startsWith(
							"{\"detail\":\"Service validation completed, but orchestration cannot continue: {")));
	}

	@TestFactory
	Stream<DynamicTest> somethingUnexpectedHappens() {
		return Stream.of(
				row("the block is gone", FHIR).where("standardize_phones", "\"reset\":true")
					.isRefused(500, unexpected("ingestion")),
				row("the viewer is gone", SAVE).where("save-fhir-data", "\"reset\":true")
					.isRefused(500, unexpected("save_bundle")),
				row("an answer that is not JSON", FHIR)
					.whereAnswers("standardize_phones", 200, Answer.JSON, "Testpatient")
					.isRefused(500, unexpected("ingestion")),
				row("an answer without content", FHIR).where("parse_message", "\"status\":200")
					.isRefused(500, unexpected("message_parser")),
				lacks("validate", ECR, "validation", "message_valid"),
				lacks("convert-to-fhir", ECR, "fhir_converter", "response"),
				lacks("standardize_names", FHIR, "ingestion", "bundle"),
				lacks("geocode_bundle", PHDC, "ingestion", "bundle"),
				lacks("stamp-condition-extensions", SAVE, "trigger_code_reference", "extended_bundle"),
				lacks("parse_message", FHIR, "message_parser", "parsed_values"),
				lacks("save-fhir-data", SAVE, "save_bundle", "message"));
	}

	private DynamicTest lacks(String endpoint, String document, String service, String key) {
		return row(endpoint + " answers without " + key, document)
			.whereAnswers(endpoint, 200, Answer.JSON, "{\"Testpatient\":1}")
			.isRefused(500, unexpected(service, key));
	}

	private static Consumer<String> unexpected(String... words) {
		List<String> never = List.of("http:", "Exception", "\\tat ", "Testpatient");
		return (body) -> assertThat(body).startsWith("{\"message\":\"Orchestration service error: ")
			.endsWith("\",\"processed_values\":{}}")
			.contains(words)
			.doesNotContain(never);
	}

	private Row row(String words, String document) {
		return new Row(this.doors, words, Call.message(document));
	}

}

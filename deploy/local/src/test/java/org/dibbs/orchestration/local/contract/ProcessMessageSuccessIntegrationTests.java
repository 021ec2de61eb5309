package org.dibbs.orchestration.local.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code POST /process-message}: what comes of messages that get through.
 */
class ProcessMessageSuccessIntegrationTests {

	private static final String FHIR_CONFIG = "sample-fhir-test-config.json";

	private static final String XML_CONFIG = "sample-fhir-test-config-xml.json";

	private static final String XML = "<?xml version=\"1.0\"?>\n<a b=\"ü\"/>";

	private final Doors doors = new Doors();

	@AfterEach
	void reset() {
		this.doors.stack().reset();
	}

	@TestFactory
	Stream<DynamicTest> answersWithTheBodyOfTheLastBlock() {
		String parsed = "\"parsed_values\":{\"patient_id\":";
		String bundle = "\"resourceType\":\"Bundle\"";
		return Stream.of(ecr("test-no-save.json", parsed), ecr("sample-orchestration-config.json", parsed),
				ecr("sample-orchestration-azure-config.json", parsed),
				ecr("sample-orchestration-s3-config.json", parsed), ecr("production-config.json", "\"message\":"),
				ecr("test_config.json", parsed), ecr("philadelphia-ecr-viewer.json", "\"message\":"),
				ecr("integrated.json", "\"message\":"),
				succeeds("elr", "hl7", "sample-hl7-test-config.json", "elr.hl7", bundle),
				succeeds("elr", "ecr", "sample-hl7-test-config.json", "elr.hl7", bundle),
				succeeds("elr", "zip", "sample-hl7-test-config.json", "elr.hl7", bundle),
				succeeds("vxu", "hl7", "sample-hl7-test-config.json", "vxu.hl7", "\"Immunization\""),
				succeeds("vxu", "ecr", "sample-hl7-test-config.json", "vxu.hl7", "\"Immunization\""),
				succeeds("vxu", "zip", "sample-hl7-test-config.json", "vxu.hl7", "\"Immunization\""),
				succeeds("ecr", "zip", "test-no-save.json", "ecr.xml", parsed),
				succeeds("fhir", "fhir", FHIR_CONFIG, "fhir.json", parsed));
	}

	private DynamicTest ecr(String config, String part) {
		return succeeds("ecr", "ecr", config, "ecr.xml", part);
	}

	private DynamicTest succeeds(String messageType, String dataType, String config, String sample, String part) {
		return row(messageType + " as " + dataType + " with " + config,
				Stack.submission(messageType, dataType, config, sample))
			.answers((answer) -> {
				assertThat(answer.isJson(200).body())
					.startsWith("{\"message\":\"Processing succeeded!\",\"processed_values\":{")
					.contains(part)
					.doesNotContain("\"responses\":[");
			});
	}

	@TestFactory
	Stream<DynamicTest> answersWithTheOutputsOnlyWhereThereIsNoDefaultResponse() {
		return Stream.of(outputs("bundle-only.json", "stamped_ecr"),
				outputs("bundle-metadata-core.json", "stamped_ecr", "metadata_values"),
				outputs("bundle-metadata-extended.json", "stamped_ecr", "metadata_values"),
				outputs("create-seed-sql.json", "stamped_ecr", "message_parser_values"),
				outputs("seed-ecr-viewer-config.json", "stamped_ecr", "metadata_values"),
				outputs("non-integrated-core.json", "stamped_ecr", "metadata_values"),
				outputs("non-integrated-extended.json", "stamped_ecr", "metadata_values"),
				outputsOf("fhir", "fhir", "save-bundle-to-ecr-viewer.json", "fhir.json", "metadata_values"));
	}

	private DynamicTest outputs(String config, String... names) {
		return outputsOf("ecr", "ecr", config, "ecr.xml", names);
	}

	private DynamicTest outputsOf(String messageType, String dataType, String config, String sample, String... names) {
		return row(config, Stack.submission(messageType, dataType, config, sample)).answers((answer) -> {
			answer.isJson(200);
			assertThat(JsonMembers.of(answer.member("processed_values"))).containsOnlyKeys("responses");
			assertThat(names(answer)).containsExactly(names);
		});
	}

	@TestFactory
	Stream<DynamicTest> answersWithTheOutputsBesideTheLastBody() {
		String step = "{\"service\":\"ingestion\",\"endpoint\":\"/fhir/harmonization/standardization/standardize_";
		String config = "{\"workflow\":{\"workflow\":[" + step + "names\",\"name\":\"first\"}," + step
				+ "phones\",\"name\":\"second\"}," + step
				+ "names\"}],\"outputs\":[\"second\",\"first\"]},\"overwrite\":true}";
		this.doors.send(Call.put("outputs.json", config));
		return Stream.of(row("outputs in the order of the workflow, whatever theirs is",
				Stack.submission("fhir", "fhir", "outputs.json", "fhir.json"))
			.answers((answer) -> {
				Map<String, JsonFragment> values = JsonMembers.of(answer.isJson(200).member("processed_values"));
				assertThat(values).containsKeys("status_code", "bundle", "responses");
				assertThat(names(answer)).containsExactly("first", "second");
			}));
	}

	private static List<String> names(Answer answer) {
		List<JsonFragment> responses = JsonMembers.elements(answer.member("processed_values", "responses"));
		assertThat(responses).isNotNull();
		return responses.stream().flatMap((response) -> JsonMembers.of(response).keySet().stream()).toList();
	}

	@TestFactory
	Stream<DynamicTest> answersWithTheXmlOfTheLastBlock() {
		String document = Stack.submission("fhir", "fhir", XML_CONFIG, "fhir.json");
		Stream<DynamicTest> types = Stream
			.of("application/xml", "text/xml", "text/xml; charset=utf-8", "application/xml;charset=UTF-8")
			.map((type) -> row(type, document).whereAnswers("fhir_to_phdc", 200, type, XML)
				.answers((answer) -> assertThat(answer).isEqualTo(new Answer(200, "application/xml", XML))));
		return Stream.concat(types, Stream.of(row("a PHDC", document).answers((answer) -> {
			assertThat(answer.status()).as("%s", answer).isEqualTo(200);
			assertThat(answer.type()).isEqualTo("application/xml");
			assertThat(answer.body()).startsWith("<?xml").contains("<ClinicalDocument", "TESTPATIENT");
		})));
	}

	@TestFactory
	Stream<DynamicTest> wrapsJsonWhateverItsParametersAre() {
		return Stream
			.of("application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"",
					"application/json; charset=nobody-knows")
			.map((type) -> row(type, Stack.submission("fhir", "fhir", FHIR_CONFIG, "fhir.json"))
				.whereAnswers("parse_message", 200, type, "{\"parsed_values\": {\"a\":[1.50,\"\\u00e9\"]}}")
				.answers(200, "{\"message\":\"Processing succeeded!\",\"processed_values\":"
						+ "{\"parsed_values\": {\"a\":[1.50,\"\\u00e9\"]}}}"));
	}

	@TestFactory
	Stream<DynamicTest> takesWhatTheContractPermits() {
		String document = Stack.submission("fhir", "fhir", FHIR_CONFIG, "fhir.json");
		String members = document.substring(1);
		return Stream.of(permitted("an unknown field", "{\"x\":[1]," + members),
				permitted("rr_data that is null", "{\"rr_data\":null," + members),
				permitted("white space around it", " \n" + document + "\t"),
				permitted("RR data for an eCR",
						"{\"rr_data\":\"<a/>\","
								+ Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml").substring(1)),
				new Row(this.doors, "a number as config_file_name", Call
					.message("{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":5,\"message\":6}"))
					.answers(400,
							"{\"message\":\"A config with the name '5' could not be found.\",\"processed_values\":{}}"));
	}

	private DynamicTest permitted(String words, String document) {
		return row(words, document).answers((answer) -> answer.isJson(200));
	}

	private Row row(String words, String document) {
		return new Row(this.doors, words, Call.message(document));
	}

}

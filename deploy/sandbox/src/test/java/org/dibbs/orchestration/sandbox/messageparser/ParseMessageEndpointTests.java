package org.dibbs.orchestration.sandbox.messageparser;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParseMessageEndpointTests {

	private static final String PATH = "/message-parser/parse_message";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void readsThePatient() throws IOException {
		JsonNode values = values(request("ecr.json"));
		assertThat(values.path("patient_id").asText()).isEqualTo("0c000000-0000-4000-8000-000000000002");
		assertThat(values.path("first_name").asText()).isEqualTo("Sandy ");
		assertThat(values.path("street_address2").asText()).isEqualTo("Flat 2");
	}

	@Test
	void joinsSeveralValues() throws IOException {
		assertThat(values(request("ecr.json")).path("race").asText()).isEqualTo("White,European");
	}

	@Test
	void givesNullForWhatIsNotThere() throws IOException {
		assertThat(values(request("ecr.json")).path("rr_id").isNull()).isTrue();
	}

	@Test
	void makesAnObjectOfEachProblem() throws IOException {
		assertThat(values(request("ecr.json")).path("active_problems"))
			.hasToString("[{\"problem\":\"Whooping cough\",\"problem_date\":\"2024-04-28\"}]");
	}

	@Test
	void keepsTheDigitsOfAResult() throws IOException {
		assertThat(values(request("ecr.json")).path("labs").path(0).path("test_result_quantitative").asText())
			.isEqualTo("150.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecr.json", "core.json", "extended.json", "ecr_viewer_metadata.json", "philly_ecr.json" })
	void knowsTheSchemasOfTheWorkflows(String schema) throws IOException {
		assertThat(values(request(schema)).path("last_name").asText()).isEqualTo(" sample2 ");
	}

	@Test
	void readsReportabilityOfAConvertedEicr() throws IOException {
		ObjectNode convert = Json.object()
			.put("input_data", SandboxClient.sample("eicr.xml"))
			.put("input_type", "ecr")
			.put("root_template", "EICR")
			.put("rr_data", SandboxClient.sample("rr.xml"));
		ObjectNode request = request("core.json");
		request.set("message", this.client.postOk("/fhir-converter/convert-to-fhir", convert).findPath("FhirResource"));
		assertThat(values(request).path("rr").path(0).path("rule_summaries"))
			.hasToString("[{\"summary\":\"COVID-19 as a diagnosis\"}]");
	}

	@Test
	void readsAnEicrByConvertingItFirst() throws IOException {
		ObjectNode request = request("ecr.json").put("message_format", "ecr")
			.put("message", SandboxClient.sample("eicr.xml"));
		JsonNode values = values(request);
		assertThat(values.path("facility_name").asText()).isEqualTo("Example Clinic");
		assertThat(values.path("reason_for_visit").asText()).isEqualTo("Cough and fever");
		assertThat(values.path("labs").path(0).path("specimen_type").asText()).isEqualTo("Nasopharyngeal swab");
	}

	@Test
	void refusesAMessageItCannotConvert() throws IOException {
		var response = this.client.post(PATH, request("ecr.json").put("message_format", "elr").put("message", "no"));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).startsWith("{\"message\":\"Failed to convert to FHIR: ");
	}

	@Test
	void passesOverResourcesThatAreNotFhir() throws IOException {
		ObjectNode request = request("ecr.json");
		((ObjectNode) request.path("message").path("entry").path(3)).putObject("resource")
			.put("resourceType", "Nothing");
		assertThat(values(request).path("gender").asText()).isEqualTo("female");
	}

	@Test
	void refusesAnUnknownSchema() throws IOException {
		var response = this.client.post(PATH, request("nope.json"));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body())
			.isEqualTo("{\"message\":\"A schema with the name 'nope.json' could not be found.\",\"parsed_values\":{}}");
	}

	@Test
	void refusesARequestWithoutSchema() throws IOException {
		assertThat(this.client.post(PATH, request("")).statusCode()).isEqualTo(422);
	}

	@Test
	void refusesAnUnknownFormat() throws IOException {
		assertThat(this.client.post(PATH, request("ecr.json").put("message_format", "pdf")).statusCode())
			.isEqualTo(422);
	}

	private static ObjectNode request(String schema) {
		ObjectNode request = Json.object().put("message_format", "fhir").put("parsing_schema_name", schema);
		request.set("message", SandboxClient.bundle());
		return request;
	}

	private JsonNode values(ObjectNode request) throws IOException {
		JsonNode answer = this.client.postOk(PATH, request);
		assertThat(answer.path("message").asText()).isEqualTo("Parsing succeeded!");
		return answer.path("parsed_values");
	}

}

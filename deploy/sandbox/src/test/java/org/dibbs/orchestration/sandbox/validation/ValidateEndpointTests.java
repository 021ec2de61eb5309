package org.dibbs.orchestration.sandbox.validation;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateEndpointTests {

	private static final String PATH = "/validation/validate";

	private final SandboxClient client = SandboxClient.shared();

	private final String eicr = SandboxClient.sample("eicr.xml");

	@Test
	void findsACompleteEicrValid() throws IOException {
		assertThat(this.client.postOk(PATH, request(this.eicr))).hasToString("""
				{"message_valid":true,"validation_results":{"fatal":[],"errors":[],"warnings":[],"information":[],\
				"message_ids":{"eicr":{"root":"6A5B4C3D-0000-4000-8000-000000000001","extension":null},"rr":{}}}}""");
	}

	@Test
	void readsTheIdOfTheResponse() throws IOException {
		ObjectNode request = request(this.eicr).put("rr_data", SandboxClient.sample("rr.xml"));
		assertThat(this.client.postOk(PATH, request).findPath("rr")).hasToString("""
				{"root":"6a5b4c3d-0000-4000-8000-0000000000ff","extension":null}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "foo", "<ClinicalDocument>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" })
	void findsWhatIsNotPlainXmlInvalid(String message) throws IOException {
		assertThat(this.client.postOk(PATH, request(message))).hasToString("""
				{"message_valid":false,"validation_results":{"fatal":["eCR Message is not valid XML!"],"errors":[],\
				"warnings":[],"information":[],"message_ids":{}}}""");
	}

	@Test
	void findsOtherXmlInvalid() throws IOException {
		JsonNode answer = this.client.postOk(PATH, request("<a/>"));
		assertThat(answer.findPath("fatal").path(0).asText()).contains("'ClinicalDocument'");
	}

	@Test
	void findsAnEicrWithoutPatientNameInvalid() throws IOException {
		String message = this.eicr.replaceAll("<name use=\"L\">.*?</name>", "");
		JsonNode answer = this.client.postOk(PATH, request(message));
		assertThat(answer.path("message_valid").asBoolean()).isFalse();
	}

	@Test
	void findsAnEicrWithErrorsValid() throws IOException {
		ObjectNode request = request(this.eicr.replaceAll("<birthTime.*?/>", "")).put("include_error_types", "errors");
		JsonNode answer = this.client.postOk(PATH, request);
		assertThat(answer.path("message_valid").asBoolean()).isTrue();
		assertThat(answer.findPath("errors")).hasToString("[\"Could not find field. Field name: 'Birth Date'\"]");
	}

	@Test
	void tellsOnlyTheKindsAskedFor() throws IOException {
		ObjectNode request = request(this.eicr.replaceAll("<birthTime.*?/>", "").replaceAll("<raceCode.*?/>", ""))
			.put("include_error_types", "warnings,information");
		JsonNode results = this.client.postOk(PATH, request).path("validation_results");
		assertThat(results.path("errors")).isEmpty();
		assertThat(results.path("warnings")).hasSize(1);
		assertThat(results.path("information")).hasSize(1);
	}

	@Test
	void findsAResponseThatIsNotXmlInvalid() throws IOException {
		ObjectNode request = request(this.eicr).put("rr_data", "no");
		assertThat(this.client.postOk(PATH, request).findPath("fatal"))
			.hasToString("[\"RR Message is not valid XML!\"]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "elr", "vxu", "fhir" })
	void saysThatItDoesNotValidateOtherMessages(String type) throws IOException {
		assertThat(this.client.postOk(PATH, request("x").put("message_type", type))).hasToString(
				"{\"message_valid\":true,\"validation_results\":{\"details\":\"No validation was actually performed. "
						+ "Validation for " + type.toUpperCase() + " is only stubbed currently.\"}}");
	}

	@Test
	void refusesAMessageThatIsNoText() throws IOException {
		ObjectNode request = request("");
		request.putObject("message");
		assertThat(this.client.post(PATH, request).body()).isEqualTo(
				"{\"detail\":[{\"loc\":[\"body\",\"message\"],\"msg\":\"str type expected\",\"type\":\"type_error.str\"}]}");
	}

	@Test
	void refusesAnUnknownType() throws IOException {
		var response = this.client.post(PATH, request("x").put("message_type", "zzz"));
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).isEqualTo("{\"detail\":[{\"loc\":[\"body\",\"message_type\"],"
				+ "\"msg\":\"unexpected value; permitted: 'ecr', 'elr', 'vxu', 'fhir'\",\"type\":\"value_error.const\","
				+ "\"ctx\":{\"given\":\"zzz\",\"permitted\":[\"ecr\",\"elr\",\"vxu\",\"fhir\"]}}]}");
	}

	@Test
	void refusesAResponseToAnythingButAnEicr() throws IOException {
		ObjectNode request = request("x").put("message_type", "elr").put("rr_data", "<a/>");
		assertThat(this.client.post(PATH, request).statusCode()).isEqualTo(422);
	}

	private static ObjectNode request(String message) {
		return Json.object()
			.put("message_type", "ecr")
			.put("include_error_types", "error")
			.put("message", message)
			.putNull("rr_data");
	}

}

package org.dibbs.orchestration.sandbox.ingestion;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizeNamesEndpointTests {

	private static final String PATH = "/ingestion/fhir/harmonization/standardization/standardize_names";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void trimsRaisesAndTakesDigitsOut() throws IOException {
		JsonNode name = name(this.client.postOk(PATH, request()));
		assertThat(name).hasToString("""
				{"use":"official","family":"SAMPLE","given":["SANDY","Q"],"prefix":["Ms."]}""");
	}

	@ParameterizedTest
	@CsvSource({ "upper,SAMPLE", "lower,sample", "title,Sample" })
	void writesTheCaseAskedFor(String letters, String family) throws IOException {
		JsonNode answer = this.client.postOk(PATH, request().put("case", letters));
		assertThat(name(answer).path("family").asText()).isEqualTo(family);
	}

	@Test
	void keepsBlanksAndDigitsIfTold() throws IOException {
		JsonNode answer = this.client.postOk(PATH, request().put("trim", "false").put("remove_numbers", false));
		assertThat(name(answer).path("family").asText()).isEqualTo(" SAMPLE2 ");
	}

	@Test
	void changesNothingElse() throws IOException {
		ObjectNode expected = SandboxClient.bundle();
		JsonNode answer = this.client.postOk(PATH, request());
		((ObjectNode) patient(expected)).set("name", patient(answer.path("bundle")).path("name"));
		assertThat(answer.path("bundle").toString()).isEqualTo(expected.toString());
	}

	@Test
	void takesAResourceAlone() throws IOException {
		ObjectNode request = Json.object();
		request.set("data", patient(SandboxClient.bundle()));
		assertThat(this.client.postOk(PATH, request).path("bundle").path("name").path(0).path("family").asText())
			.isEqualTo("SAMPLE");
	}

	@Test
	void saysThatItSucceeded() throws IOException {
		assertThat(this.client.post(PATH, request()).body())
			.startsWith("{\"status_code\":\"200\",\"message\":null,\"bundle\":{");
	}

	@Test
	void refusesWhatIsNotFhir() throws IOException {
		var response = this.client.send("POST", PATH, "{\"data\":{\"foo\":\"bar\"}}");
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).isEqualTo("{\"detail\":[{\"loc\":[\"body\",\"data\"],"
				+ "\"msg\":\"Must provide a FHIR resource or bundle\",\"type\":\"assertion_error\"}]}");
	}

	@Test
	void refusesAnUnknownCase() throws IOException {
		assertThat(this.client.post(PATH, request().put("case", "camel")).statusCode()).isEqualTo(422);
	}

	@Test
	void refusesAFlagThatIsNone() throws IOException {
		assertThat(this.client.post(PATH, request().put("trim", "perhaps")).body()).contains("type_error.bool");
	}

	private static ObjectNode request() {
		ObjectNode request = Json.object();
		request.set("data", SandboxClient.bundle());
		return request;
	}

	private static JsonNode patient(JsonNode bundle) {
		return bundle.path("entry").path(1).path("resource");
	}

	private static JsonNode name(JsonNode answer) {
		return patient(answer.path("bundle")).path("name").path(0);
	}

}

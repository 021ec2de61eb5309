package org.dibbs.orchestration.sandbox.ingestion;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizeDobEndpointTests {

	private static final String PATH = "/ingestion/fhir/harmonization/standardization/standardize_dob";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void readsTheFormatTold() throws IOException {
		assertThat(birthDate(this.client.postOk(PATH, request("%m/%d/%Y")))).isEqualTo("1980-02-03");
	}

	@Test
	void answersTheUsualWrongFormatWithAnInnerStatus() throws IOException {
		JsonNode answer = this.client.postOk(PATH, request("Y%-m%-d%"));
		assertThat(answer.path("status_code").asText()).isEqualTo("400");
		assertThat(answer.path("message").asText()).isEqualTo("Invalid date supplied: 02/03/1980");
	}

	@Test
	void leavesTheBundleAsItCameIfADateIsWrong() throws IOException {
		assertThat(this.client.postOk(PATH, request("%Y-%m-%d")).path("bundle").toString())
			.isEqualTo(SandboxClient.bundle().toString());
	}

	@Test
	void leavesAPatientWithoutDateAlone() throws IOException {
		ObjectNode request = Json.object();
		request.putObject("data").put("resourceType", "Patient");
		assertThat(this.client.postOk(PATH, request).path("status_code").asText()).isEqualTo("200");
	}

	@Test
	void refusesWhatIsNotFhir() throws IOException {
		assertThat(this.client.send("POST", PATH, "{\"data\":{}}").statusCode()).isEqualTo(422);
	}

	private static ObjectNode request(String format) {
		ObjectNode request = Json.object().put("overwrite", "true").put("format", format);
		request.set("data", SandboxClient.bundle());
		return request;
	}

	private static String birthDate(JsonNode answer) {
		return answer.path("bundle").path("entry").path(1).path("resource").path("birthDate").asText();
	}

}

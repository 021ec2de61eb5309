package org.dibbs.orchestration.sandbox.ingestion;

import java.io.IOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizePhonesEndpointTests {

	private static final String PATH = "/ingestion/fhir/harmonization/standardization/standardize_phones";

	private final SandboxClient client = SandboxClient.shared();

	@ParameterizedTest
	@CsvSource({ "+1(217)555-0100,US,+12175550100", "217-555-0100,'',+12175550100", "030 901820,DEU,+4930901820",
			"none,US,none" })
	void writesNumbersAsE164(String given, String country, String expected) throws IOException {
		ObjectNode request = Json.object();
		ObjectNode patient = request.putObject("data").put("resourceType", "Patient");
		patient.putArray("telecom").addObject().put("system", "phone").put("value", given);
		patient.putArray("address").addObject().put("country", country);
		assertThat(this.client.postOk(PATH, request).path("bundle").path("telecom").path(0).path("value").asText())
			.isEqualTo(expected);
	}

	@Test
	void leavesOtherContactsAlone() throws IOException {
		ObjectNode request = Json.object();
		request.set("data", SandboxClient.bundle());
		assertThat(this.client.postOk(PATH, request).path("bundle").findPath("telecom")).hasToString("""
				[{"system":"phone","value":"+12175550100"},{"system":"email","value":"sandy@example.org"},\
				{"system":"phone","value":"none"}]""");
	}

	@Test
	void refusesARequestWithoutData() throws IOException {
		assertThat(this.client.send("POST", PATH, "{}").body()).contains("field required");
	}

}

package org.dibbs.orchestration.sandbox.triggercode;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StampConditionExtensionsEndpointTests {

	private static final String PATH = "/trigger-code-reference/stamp-condition-extensions";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void stampsAResultWithItsCondition() throws IOException {
		assertThat(extensions(stamped(request()), 5)).hasToString("""
				[{"url":"https://reportstream.cdc.gov/fhir/StructureDefinition/condition-code",\
				"coding":[{"code":"840539006","system":"http://snomed.info/sct"}]}]""");
	}

	@Test
	void keepsExtensionsThatAreThere() throws IOException {
		assertThat(extensions(stamped(request()), 4)).hasSize(2);
	}

	@Test
	void leavesOtherResourcesAlone() throws IOException {
		assertThat(stamped(request()).path("entry").path(6)).isEqualTo(SandboxClient.bundle().path("entry").path(6));
	}

	@Test
	void stampsOnlyTheConditionsAskedFor() throws IOException {
		ObjectNode request = request();
		request.putArray("conditions").add("27836007");
		JsonNode bundle = stamped(request);
		assertThat(extensions(bundle, 4)).hasSize(2);
		assertThat(extensions(bundle, 5)).isEmpty();
	}

	@Test
	void stampsNothingTwice() throws IOException {
		ObjectNode again = Json.object();
		again.set("bundle", stamped(request()));
		assertThat(extensions(stamped(again), 5)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "Observation,valueCodeableConcept,http://snomed.info/sct,840539006",
			"Immunization,vaccineCode,http://hl7.org/fhir/sid/cvx,24",
			"Condition,code,urn:oid:2.16.840.1.113883.6.103,022.9", "DiagnosticReport,code,http://loinc.org,94500-6" })
	void looksAtEveryPlaceACodeCanStand(String type, String member, String system, String code) throws IOException {
		ObjectNode request = Json.object();
		ObjectNode resource = request.putObject("bundle").put("resourceType", type);
		resource.putObject(member).putArray("coding").addObject().put("system", system).put("code", code);
		assertThat(stamped(request).path("extension")).hasSize(1);
	}

	@Test
	void refusesARequestWithoutBundle() throws IOException {
		assertThat(this.client.send("POST", PATH, "{\"bundle\":\"x\"}").statusCode()).isEqualTo(422);
	}

	private static ObjectNode request() {
		ObjectNode request = Json.object().putNull("conditions");
		request.set("bundle", SandboxClient.bundle());
		return request;
	}

	private JsonNode stamped(ObjectNode request) throws IOException {
		return this.client.postOk(PATH, request).path("extended_bundle");
	}

	private static JsonNode extensions(JsonNode bundle, int entry) {
		return bundle.path("entry").path(entry).path("resource").path("extension");
	}

}

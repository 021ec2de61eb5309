package org.dibbs.orchestration.sandbox.fhirconverter;

import java.io.IOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConvertToFhirEndpointTests {

	private static final String PATH = "/fhir-converter/convert-to-fhir";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void wrapsTheBundleAsTheRealServiceDoes() throws IOException {
		assertThat(this.client.post(PATH, request("ecr", "EICR", SandboxClient.sample("eicr.xml"))).body()).startsWith(
				"{\"response\":{\"Status\":\"OK\",\"FhirResource\":{\"resourceType\":\"Bundle\",\"type\":\"batch\"");
	}

	@ParameterizedTest
	@CsvSource({ "ecr,EICR,not XML", "ecr,EICR,<a/>", "elr,ORU_R01,not HL7", "elr,ORU_R01,MSH|broken", "vxu,VXU_V04,''",
			"fhir,'',not JSON", "fhir,'',{}" })
	void refusesWhatItCannotConvert(String type, String template, String message) throws IOException {
		var response = this.client.post(PATH, request(type, template, message));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.read(response.body()).findPath("fhir_conversion_failed").asText()).isEqualTo("true");
	}

	@Test
	void saysNothingOfTheMessageItCannotConvert() throws IOException {
		assertThat(this.client.post(PATH, request("ecr", "EICR", "<Sandy>")).body()).doesNotContain("Sandy");
	}

	@Test
	void givesFhirBack() throws IOException {
		ObjectNode request = request("fhir", "", "");
		request.set("input_data", SandboxClient.bundle());
		assertThat(this.client.postOk(PATH, request).findPath("FhirResource")).isEqualTo(SandboxClient.bundle());
	}

	@Test
	void refusesAnUnknownType() throws IOException {
		assertThat(this.client.post(PATH, request("csv", "", "a,b")).statusCode()).isEqualTo(422);
	}

	@Test
	void refusesAResponseToAnythingButAnEicr() throws IOException {
		assertThat(this.client.post(PATH, request("elr", "ORU_R01", "x").put("rr_data", "<a/>")).statusCode())
			.isEqualTo(422);
	}

	private static ObjectNode request(String type, String template, String message) {
		return Json.object()
			.put("input_data", message)
			.put("input_type", type)
			.put("root_template", template)
			.putNull("rr_data");
	}

}

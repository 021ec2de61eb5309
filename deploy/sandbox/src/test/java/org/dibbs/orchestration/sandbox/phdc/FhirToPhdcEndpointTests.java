package org.dibbs.orchestration.sandbox.phdc;

import java.io.IOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.cda.CdaElement;
import org.dibbs.orchestration.sandbox.cda.CdaException;
import org.dibbs.orchestration.sandbox.cda.CdaParser;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FhirToPhdcEndpointTests {

	private static final String PATH = "/message-parser/fhir_to_phdc";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void answersWithXml() throws IOException {
		var response = this.client.post(PATH, request("case_report"));
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/xml");
		assertThat(response.body()).startsWith("<?xml version='1.0' encoding='utf-8'?>\n<?xml-stylesheet ");
	}

	@Test
	void writesThePatient() throws IOException, CdaException {
		CdaElement role = document().child("recordTarget", "patientRole");
		assertThat(role.child("id").attribute("extension")).isEqualTo("0c000000-0000-4000-8000-000000000002");
		assertThat(role.child("patient", "raceCode").attribute("displayName")).isEqualTo("White");
		assertThat(role.child("addr", "city").text()).isEqualTo("Springfield");
	}

	@Test
	void escapesWhatItWrites() throws IOException {
		assertThat(this.client.post(PATH, request("case_report")).body()).contains("<name>Example &amp; Sons</name>");
	}

	@Test
	void keepsSocialHistoryApart() throws IOException, CdaException {
		var sections = document().descendants("section");
		assertThat(sections.getFirst().descendants("observation")).hasSize(1);
		assertThat(sections.get(1).descendants("observation")).hasSize(2);
	}

	@Test
	void writesTheValuesOfObservations() throws IOException, CdaException {
		var values = document().descendants("value");
		assertThat(values.getFirst().attribute("codeSystem")).isEqualTo("2.16.840.1.113883.6.96");
		assertThat(values.get(1).attribute("displayName")).isEqualTo("150.0");
		assertThat(values.get(2).type()).isEqualTo("ST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "case_report", "contact_record", "lab_report", "morbidity_report" })
	void knowsTheKindsOfReport(String type) throws IOException {
		assertThat(this.client.post(PATH, request(type)).statusCode()).isEqualTo(200);
	}

	@Test
	void refusesAnUnknownKindOfReport() throws IOException {
		assertThat(this.client.post(PATH, request("poem")).statusCode()).isEqualTo(422);
	}

	@Test
	void refusesWhatIsNotFhir() throws IOException {
		ObjectNode request = request("case_report");
		request.putObject("message");
		assertThat(this.client.post(PATH, request).statusCode()).isEqualTo(422);
	}

	private CdaElement document() throws IOException, CdaException {
		return CdaParser.parse(this.client.post(PATH, request("case_report")).body());
	}

	private static ObjectNode request(String type) {
		ObjectNode request = Json.object().put("phdc_report_type", type);
		request.set("message", SandboxClient.bundle());
		return request;
	}

}

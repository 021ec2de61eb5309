package org.dibbs.orchestration.sandbox.ingestion;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GeocodeBundleEndpointTests {

	private static final String PATH = "/ingestion/fhir/geospatial/geocode/geocode_bundle";

	private final SandboxClient client = SandboxClient.shared();

	@Test
	void addsTheMiddleOfTheState() throws IOException {
		assertThat(geolocation(request())).hasToString("""
				[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation","extension":[\
				{"url":"latitude","valueDecimal":40.0},{"url":"longitude","valueDecimal":-89.2}]}]""");
	}

	@Test
	void prefersAPostalCodeItKnows() throws IOException {
		ObjectNode request = request();
		address(request.path("bundle")).put("postalCode", "60601-1234");
		assertThat(geolocation(request).findValuesAsText("valueDecimal")).containsExactly("41.89", "-87.62");
	}

	@Test
	void replacesCoordinatesOnlyIfTold() throws IOException {
		ObjectNode request = request().put("overwrite", "false");
		address(request.path("bundle")).putArray("extension")
			.addObject()
			.put("url", "http://hl7.org/fhir/StructureDefinition/geolocation");
		assertThat(geolocation(request))
			.hasToString("[{\"url\":\"http://hl7.org/fhir/StructureDefinition/geolocation\"}]");
	}

	@Test
	void leavesAnUnknownPlaceAlone() throws IOException {
		ObjectNode request = request();
		address(request.path("bundle")).put("state", "Nowhere");
		assertThat(geolocation(request).isMissingNode()).isTrue();
	}

	@Test
	void refusesMissingCredentials() throws IOException {
		var response = this.client.post(PATH, request().put("smarty_auth_token", ""));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.read(response.body()).path("message").asText()).endsWith(": smarty_auth_token");
	}

	@Test
	void refusesWhatIsNotFhir() throws IOException {
		ObjectNode request = request();
		request.putObject("bundle");
		assertThat(this.client.post(PATH, request).statusCode()).isEqualTo(422);
	}

	private JsonNode geolocation(ObjectNode request) throws IOException {
		return address(this.client.postOk(PATH, request).path("bundle")).path("extension");
	}

	private static ObjectNode address(JsonNode bundle) {
		return (ObjectNode) bundle.path("entry").path(1).path("resource").path("address").path(0);
	}

	private static ObjectNode request() {
		ObjectNode request = Json.object()
			.put("geocode_method", "smarty")
			.put("smarty_auth_id", "any")
			.put("smarty_auth_token", "any");
		request.set("bundle", SandboxClient.bundle());
		return request;
	}

}

package org.dibbs.orchestration.sandbox.ecrviewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SaveFhirDataEndpointTests {

	private static final String ID = "0c000000-0000-4000-8000-000000000001";

	private final SavedBundles saved = new SavedBundles();

	private final SaveFhirDataEndpoint endpoint = new SaveFhirDataEndpoint(this.saved);

	@ParameterizedTest
	@CsvSource({ "postgres,Success. Saved FHIR Bundle to database: ", "s3,Success. Saved FHIR Bundle to S3: ",
			"azure,Success. Saved FHIR bundle to Azure Blob Storage: " })
	void saysWhereItSaved(String source, String message) {
		assertThat(save(request().put("saveSource", source))).isEqualTo("{\"message\":\"" + message + " " + ID + "\"}");
	}

	@Test
	void savesInTheDatabaseUnlessTold() {
		assertThat(save(request())).contains("to database: " + ID);
	}

	@Test
	void saysThatItSavedMetadata() {
		assertThat(save(request().set("metadata", Json.object())))
			.isEqualTo("{\"message\":\"Saved FHIR data.\\nSaved metadata.\"}");
	}

	@Test
	void refusesTheSameEcrTheSecondTime() {
		save(request());
		assertThat(answer(request()).status()).isEqualTo(500);
	}

	@Test
	void keepsStoresApart() {
		save(request().put("saveSource", "azure"));
		assertThat(answer(request().put("saveSource", "postgres")).status()).isEqualTo(200);
	}

	@Test
	void knowsABundleWithoutCompositionByItsFirstResource() {
		ObjectNode request = request();
		((ArrayNode) request.path("fhirBundle").path("entry")).remove(0);
		assertThat(save(request)).endsWith("000000000002\"}");
	}

	@Test
	void refusesARequestWithoutBundle() {
		assertThat(answer(Json.object())).extracting(Answer::status).isEqualTo(400);
	}

	@Test
	void refusesABundleWithoutAnyId() {
		ObjectNode request = Json.object();
		request.putObject("fhirBundle").put("resourceType", "Bundle");
		assertThat(answer(request).status()).isEqualTo(400);
	}

	@Test
	void refusesAnUnknownStore() {
		assertThat(save(request().put("saveSource", "drawer"))).contains("Invalid save source");
	}

	@Test
	void refusesWhatIsNoJson() {
		assertThat(this.endpoint.answer("nothing".getBytes(UTF_8)).status()).isEqualTo(400);
	}

	@Test
	void tellsWhatWasSaved() {
		save(request());
		save(request());
		assertThat(this.saved.describe())
			.hasToString("{\"total\":2,\"unique\":1,\"ids\":[\"" + ID + "\"],\"refused\":1}");
	}

	@Test
	void forgetsWhatWasSaved() {
		save(request());
		this.saved.clear();
		assertThat(answer(request()).status()).isEqualTo(200);
	}

	private static ObjectNode request() {
		ObjectNode request = Json.object();
		request.set("fhirBundle", SandboxClient.bundle());
		return request;
	}

	private Answer answer(JsonNode request) {
		return this.endpoint.answer(Json.write(request));
	}

	private String save(JsonNode request) {
		return new String(answer(request).body(), UTF_8);
	}

}

package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.Sandbox;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.SandboxSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whichever server it is. */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class SandboxServerTests {

	private final SandboxClient client;

	SandboxServerTests(boolean lean) {
		this.client = SandboxClient.cheap(lean);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/validation", "/fhir-converter/", "/ingestion", "/message-parser/",
			"/trigger-code-reference", "/ecr-viewer/" })
	void isHealthyUnderEveryPrefix(String path) throws IOException {
		assertThat(this.client.send("GET", path, "").body()).isEqualTo("{\"status\":\"OK\"}");
	}

	@Test
	void doesNotFindOtherPaths() throws IOException {
		var response = this.client.send("POST", "/validation/nothing", "{}");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/validation/validate", "/__reset" })
	void refusesOtherVerbs(String path) throws IOException {
		var response = this.client.send("GET", path, "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
	}

	@Test
	void answersAnUnexpectedFailureWithoutDetails() throws IOException {
		var response = this.client.send("POST", "/trigger-code-reference/stamp-condition-extensions", "no JSON");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("Internal Server Error");
	}

	@Test
	void countsOneCallAtATimeOfWhoCallsAgainOnceAnswered() throws IOException {
		for (int call = 0; call < 3000; call++) {
			this.client.send("POST", "/validation/validate", "{}");
		}
		JsonNode stats = this.client.get("/__stats");
		assertThat(stats.path("total").asInt()).isEqualTo(3000);
		assertThat(stats.path("max_in_flight").asInt()).isEqualTo(1);
	}

	@Test
	void answersManyCallsAtOnce() throws IOException {
		this.client.send("POST", "/__control", "{\"endpoint\":\"validate\",\"count\":-1,\"delay_ms\":1500}");
		List<CompletableFuture<HttpResponse<String>>> answers = Stream
			.generate(() -> this.client.sendLater("POST", "/validation/validate", "{}"))
			.limit(64)
			.toList();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
		JsonNode stats = this.client.get("/__stats");
		assertThat(stats.path("total").asInt()).isEqualTo(64);
		assertThat(stats.path("max_in_flight").asInt()).isGreaterThanOrEqualTo(48);
		assertThat(stats.path("in_flight").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/validation/validate", "/fhir-converter/convert-to-fhir",
			"/ingestion/fhir/harmonization/standardization/standardize_names",
			"/ingestion/fhir/harmonization/standardization/standardize_dob",
			"/ingestion/fhir/harmonization/standardization/standardize_phones",
			"/ingestion/fhir/geospatial/geocode/geocode_bundle", "/message-parser/parse_message",
			"/message-parser/fhir_to_phdc", "/trigger-code-reference/stamp-condition-extensions" })
	void refusesABodyThatIsNoRequestInTheWordsOfFastApi(String path) throws IOException {
		for (String body : List.of("", "[]", "{", "\"Sandy\"", "{}", "[".repeat(5000))) {
			var response = SandboxClient.shared().send("POST", path, body);
			assertThat(response.statusCode()).as("%s %s", path, body).isEqualTo(422);
			assertThat(response.body()).startsWith("{\"detail\":[{\"loc\":[\"body\"").doesNotContain("Sandy");
		}
	}

	@Test
	void saysThatAPortIsTaken() {
		SandboxSettings same = new SandboxSettings("127.0.0.1", this.client.port(), Duration.ZERO, true);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> Sandbox.start(same).close());
	}

}

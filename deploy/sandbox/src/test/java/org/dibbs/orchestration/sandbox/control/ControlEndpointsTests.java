package org.dibbs.orchestration.sandbox.control;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Whichever server it is. */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class ControlEndpointsTests {

	private static final String VALIDATE = "/validation/validate";

	private final SandboxClient client;

	ControlEndpointsTests(boolean lean) {
		this.client = SandboxClient.cheap(lean);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void forcesTheNextCallsOfAnEndpoint() throws IOException {
		control("{\"endpoint\":\"validate\",\"count\":2,\"status\":503}");
		assertThat(new int[] { call(), call(), call() }).containsExactly(503, 503, 200);
	}

	@Test
	void answersWithTheArmedBodyTypeAndHeaders() throws IOException {
		control("""
				{"endpoint":"/validation/validate","status":418,"body":"short","content_type":"text/plain",
				"headers":{"Retry-After":"7"}}""");
		var response = this.client.send("POST", VALIDATE, "{}");
		assertThat(response.body()).isEqualTo("short");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
	}

	@Test
	void writesAnArmedObjectAsJson() throws IOException {
		control("{\"endpoint\":\"*\",\"status\":400,\"body\":{\"message\":\"no\"}}");
		assertThat(this.client.send("POST", VALIDATE, "{}").body()).isEqualTo("{\"message\":\"no\"}");
	}

	@Test
	void forcesForEverUntilCleared() throws IOException {
		control("{\"endpoint\":\"*\",\"count\":-1,\"status\":500}");
		assertThat(new int[] { call(), call() }).containsExactly(500, 500);
		control("{\"endpoint\":\"*\",\"count\":0}");
		assertThat(call()).isEqualTo(200);
	}

	@Test
	void closesTheConnectionWithoutAnAnswer() throws IOException {
		control("{\"endpoint\":\"validate\",\"count\":-1,\"reset\":true}");
		assertThatIOException().isThrownBy(this::call);
	}

	@Test
	void letsACallThroughThatIsOnlyDelayed() throws IOException {
		control("{\"endpoint\":\"*\",\"count\":-1,\"delay_ms\":1}");
		assertThat(call()).isEqualTo(200);
	}

	@Test
	void listsWhatIsArmed() throws IOException {
		control("[{\"endpoint\":\"a\",\"count\":3,\"status\":500},{\"endpoint\":\"b\",\"count\":-1,\"delay_ms\":5}]");
		assertThat(this.client.get("/__control")).hasToString("""
				{"faults":[{"endpoint":"a","count":3,"status":500,"delay_ms":0,"reset":false,"after":false},\
				{"endpoint":"b","count":-1,"delay_ms":5,"reset":false,"after":false}]}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', value = { "no JSON;a JSON object", "[1];objects with an endpoint",
			"{};objects with an endpoint", "{\"endpoint\":5};objects with an endpoint",
			"{\"endpoint\":\"*\",\"status\":7};a status from", "{\"endpoint\":\"*\",\"status\":\"503\"};a status from",
			"{\"endpoint\":\"*\",\"stauts\":503};only the members",
			"{\"endpoint\":\"*\",\"count\":\"all\"};whole numbers",
			"{\"endpoint\":\"*\",\"delay_ms\":-1};whole numbers", "{\"endpoint\":\"*\",\"delay_ms\":0.5};whole numbers",
			"{\"endpoint\":\"*\",\"after\":1};reset and after", "{\"endpoint\":\"*\",\"reset\":\"no\"};reset and after",
			"{\"endpoint\":\"*\",\"headers\":\"x\"};headers of one line",
			"{\"endpoint\":\"*\",\"headers\":{\"a b\":\"x\"}};headers of one line",
			"{\"endpoint\":\"*\",\"headers\":{\"a\":\"x\\r\\nb: y\"}};headers of one line" })
	void refusesWhatCannotBeMeant(String fault, String expected) throws IOException {
		var response = this.client.send("POST", "/__control", fault);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("Expecting " + expected);
	}

	@Test
	void armsNothingOfAListThatIsWrongInPart() throws IOException {
		this.client.send("POST", "/__control", "[{\"endpoint\":\"*\",\"status\":500},{\"status\":500}]");
		assertThat(call()).isEqualTo(200);
	}

	@Test
	void waitsAsLongAsItIsTold() throws IOException {
		control("{\"endpoint\":\"validate\",\"count\":1,\"delay_ms\":200}");
		long begin = System.nanoTime();
		assertThat(call()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void forgetsSavedIds() throws IOException {
		try (SandboxClient real = SandboxClient.start(false)) {
			var save = Json.object();
			save.set("fhirBundle", SandboxClient.bundle());
			assertThat(real.post("/ecr-viewer/api/save-fhir-data", save).statusCode()).isEqualTo(200);
			assertThat(real.post("/ecr-viewer/api/save-fhir-data", save).statusCode()).isEqualTo(500);
			real.send("POST", "/__reset", "");
			assertThat(real.get("/__saved").path("total").asLong()).isZero();
			assertThat(real.post("/ecr-viewer/api/save-fhir-data", save).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"reset\":true", "\"status\":503" })
	void doesTheWorkFirstWhereTheCallerIsNotToLearnOfIt(String fault) throws IOException {
		try (SandboxClient real = SandboxClient.start(false)) {
			var save = Json.object();
			save.set("fhirBundle", SandboxClient.bundle());
			String armed = "{\"endpoint\":\"save-fhir-data\",\"after\":true," + fault + "}";
			assertThat(real.send("POST", "/__control", armed).statusCode()).isEqualTo(200);
			if (fault.contains("reset")) {
				assertThatIOException().isThrownBy(() -> real.post("/ecr-viewer/api/save-fhir-data", save));
			}
			else {
				assertThat(real.post("/ecr-viewer/api/save-fhir-data", save).statusCode()).isEqualTo(503);
			}
			assertThat(real.get("/__saved").path("unique").asLong()).isEqualTo(1);
		}
	}

	@Test
	void waitsAfterTheWorkWhereItIsToldTo() throws IOException {
		try (SandboxClient real = SandboxClient.start(false)) {
			var save = Json.object();
			save.set("fhirBundle", SandboxClient.bundle());
			real.send("POST", "/__control", "{\"endpoint\":\"save-fhir-data\",\"after\":true,\"delay_ms\":200}");
			assertThat(real.post("/ecr-viewer/api/save-fhir-data", save).statusCode()).isEqualTo(200);
			assertThat(real.get("/__saved").path("total").asLong()).isEqualTo(1);
		}
	}

	@Test
	void countsCallsForcedCallsAndBytes() throws IOException {
		control("{\"endpoint\":\"validate\",\"count\":1,\"status\":500}");
		call();
		call();
		JsonNode counts = this.client.get("/__stats").path("endpoints").path(VALIDATE);
		assertThat(counts).hasToString("{\"calls\":2,\"forced\":1,\"max_in_flight\":1,\"bytes_in\":4}");
	}

	@Test
	void countsNothingOfItsOwn() throws IOException {
		this.client.get("/");
		this.client.get("/__stats");
		assertThat(this.client.get("/__stats").path("total").asLong()).isZero();
	}

	@Test
	void forgetsFaultsAndCounts() throws IOException {
		control("{\"endpoint\":\"*\",\"count\":-1,\"status\":500}");
		call();
		this.client.send("POST", "/__reset", "");
		assertThat(this.client.get("/__stats").path("total").asLong()).isZero();
		assertThat(call()).isEqualTo(200);
	}

	private void control(String body) throws IOException {
		this.client.postOk("/__control", Json.read(body));
	}

	private int call() throws IOException {
		return this.client.send("POST", VALIDATE, "{}").statusCode();
	}

}

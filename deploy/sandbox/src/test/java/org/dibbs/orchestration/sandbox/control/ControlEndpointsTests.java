package org.dibbs.orchestration.sandbox.control;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ControlEndpointsTests {

	private static final String VALIDATE = "/validation/validate";

	private final SandboxClient client = SandboxClient.start(true);

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
				{"faults":[{"endpoint":"a","count":3,"status":500,"delay_ms":0,"reset":false},\
				{"endpoint":"b","count":-1,"delay_ms":5,"reset":false}]}""");
	}

	@Test
	void refusesAFaultWithoutEndpoint() throws IOException {
		assertThat(this.client.send("POST", "/__control", "{\"status\":500}").statusCode()).isEqualTo(400);
	}

	@Test
	void refusesAFaultWithAnImpossibleStatus() throws IOException {
		assertThat(this.client.send("POST", "/__control", "{\"endpoint\":\"*\",\"status\":7}").statusCode())
			.isEqualTo(400);
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

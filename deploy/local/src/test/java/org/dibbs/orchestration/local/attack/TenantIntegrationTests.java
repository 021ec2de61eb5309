package org.dibbs.orchestration.local.attack;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one tenant sent is not there for another, whichever way it asks; and nobody comes
 * round the gateway.
 */
class TenantIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final GuardedStack stack = GuardedStack.shared();

	private static final ApiKey ofA = stack.key("county-a", Scope.SUBMIT, Scope.READ, Scope.REPLAY);

	private static final ApiKey ofB = stack.key("county-b", Scope.SUBMIT, Scope.READ, Scope.REPLAY);

	@Test
	void whatAnotherTenantSentIsNotThere() {
		String id = processed();
		for (String path : List.of("", "/result", "/result?wait=1", "/events")) {
			assertThat(get(ofA, "/submissions/" + id + path).statusCode()).as(path).isEqualTo(200);
			assertThat(get(stack.admin(), "/submissions/" + id + path).statusCode()).as(path).isEqualTo(200);
			HttpResponse<String> refused = get(ofB, "/submissions/" + id + path);
			assertThat(refused.statusCode()).as(path).isEqualTo(404);
			assertThat(refused.body()).startsWith("{\"detail\":\"There is no submission ");
		}
		assertThat(stack.ask(ofB.reveal(), "POST", "/submissions/" + id + "/replay", "{}").statusCode()).isEqualTo(404);
		for (String question : List.of("", "?status=SUCCEEDED", "?config=sample-fhir-test-config.json",
				"?message_type=fhir", "?tenant=county-a")) {
			assertThat(get(ofB, "/submissions" + question).body()).as(question).doesNotContain(id);
			assertThat(get(ofA, "/submissions" + question).body()).as(question).contains(id);
			assertThat(get(stack.admin(), "/submissions" + question).body()).as(question).contains(id);
		}
		assertThat(get(ofB, "/submissions/summary?tenant=county-a").body()).startsWith("{\"submissions\":0,");
	}

	@Test
	void onesOwnIsReplayedAndStaysOnesOwn() {
		String id = processed();
		assertThat(stack.ask(ofA.reveal(), "POST", "/submissions/" + id + "/replay", "{}").statusCode()).isEqualTo(202);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> get(ofA, "/submissions/" + id + "?wait=10").body(),
					(body) -> body.contains("\"status\":\"SUCCEEDED\"") && body.contains("\"attempts\":2"));
		assertThat(get(ofA, "/submissions/" + id).body()).contains("\"by\":\"" + ofA.id() + "\"");
		assertThat(get(ofB, "/submissions/" + id).statusCode()).isEqualTo(404);
	}

	@Test
	void aBatchAndWhatIsInItIsOfItsTenant() {
		String batch = submit("/submissions/batch", ofA, FHIR.replace("\n", " ") + "\n", null).headers()
			.firstValue("Batch-Id")
			.orElseThrow();
		assertThat(get(ofA, "/submissions/batches/" + batch + "?wait=20").body()).contains("\"SUCCEEDED\":1");
		assertThat(get(ofA, "/submissions?batch=" + batch).body()).contains(batch, "\"tenant\":\"county-a\"");
		assertThat(get(ofB, "/submissions/batches/" + batch).statusCode()).isEqualTo(404);
		assertThat(get(ofB, "/submissions?batch=" + batch).body()).startsWith("{\"submissions\":[]");
	}

	@Test
	void theSameIdempotencyKeyOfTwoTenantsIsTwoKeys() {
		ApiKey sender = stack.key("county-c", Scope.SUBMIT);
		String first = id(submit("/process-message", ofA, FHIR, "one-key"));
		String second = id(submit("/process-message", ofB, FHIR, "one-key"));
		String third = id(submit("/process-message", sender, FHIR, "one-key"));
		assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
		HttpResponse<String> again = submit("/process-message", sender, FHIR, "one-key");
		assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
		assertThat(id(again)).isEqualTo(third);
		assertThat(again.body()).contains("Processing succeeded!");
		assertThat(get(sender, "/submissions/" + third).statusCode()).isEqualTo(403);
	}

	@Test
	void nobodyComesRoundTheGateway() {
		for (String path : List.of("/submissions", "/configs", "/audit", "/ledger", "/nothing")) {
			assertThat(worker(path, "X-Nothing", "nothing")).as(path).isEqualTo(401);
			assertThat(worker(path, "X-API-Key", stack.admin().reveal())).as(path).isEqualTo(401);
			assertThat(worker(path, "Authorization", "Bearer " + stack.admin().reveal())).as(path).isEqualTo(401);
			assertThat(worker(path, "Dibbs-Internal-Token", stack.admin().reveal())).as(path).isEqualTo(401);
		}
		assertThat(worker("/actuator/health/liveness", "X-Nothing", "nothing")).isEqualTo(200);
	}

	@Test
	void whoReadWhatIsOnRecordWithItsTenant() {
		String id = processed();
		assertThat(get(ofA, "/submissions/" + id + "/result").statusCode()).isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> get(stack.admin(), "/audit?action=read-result&target=" + id).body(), (body) -> body
				.contains("\"source\":\"orchestrator\",\"tenant\":\"county-a\",\"subject\":\"" + ofA.id() + "\""));
	}

	@Test
	void whoRunsTheStackMakesTheLedgerAnewWithItsTenants() {
		String id = processed();
		assertThat(stack.run("ledger", "rebuild")).contains("up to date");
		assertThat(get(ofA, "/submissions/" + id).body()).contains("\"tenant\":\"county-a\"");
		assertThat(get(ofB, "/submissions/" + id).statusCode()).isEqualTo(404);
	}

	// Of county-a; the ledger knows its end a moment after the answer.
	private static String processed() {
		String id = id(submit("/process-message", ofA, FHIR, null));
		assertThat(get(ofA, "/submissions/" + id + "?wait=20").body()).contains("\"status\":\"SUCCEEDED\"");
		return id;
	}

	private static String id(HttpResponse<String> answer) {
		return answer.headers().firstValue("Submission-Id").orElseThrow();
	}

	private static HttpResponse<String> submit(String path, ApiKey key, String body, @Nullable String idempotencyKey) {
		HttpRequest.Builder request = stack.request(key.reveal(), path)
			.header("Content-Type", path.endsWith("batch") ? "application/x-ndjson" : "application/json");
		if (idempotencyKey != null) {
			request.header("Idempotency-Key", idempotencyKey);
		}
		HttpResponse<String> answer = stack.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
		assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
		return answer;
	}

	private static HttpResponse<String> get(ApiKey key, String path) {
		return stack.send(stack.request(key.reveal(), path).GET());
	}

	private static int worker(String path, String header, String value) {
		return stack.send(HttpRequest.newBuilder(stack.worker(path)).header(header, value).GET()).statusCode();
	}

}

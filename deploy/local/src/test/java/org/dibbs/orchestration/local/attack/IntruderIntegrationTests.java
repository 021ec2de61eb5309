package org.dibbs.orchestration.local.attack;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has no key, or one that opens something else, gets nowhere; that it was tried is on
 * record.
 */
class IntruderIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final String SOME_ID = UUID.randomUUID().toString();

	private static final List<String> CLOSED = List.of("GET /configs", "GET /orchestration/configs", "GET /submissions",
			"GET /submissions/" + SOME_ID, "GET /submissions/" + SOME_ID + "/result", "GET /building-blocks",
			"GET /audit", "GET /audit/verification", "POST /process-message", "POST /process-zip", "GET /process-ws",
			"POST /submissions", "POST /submissions/batch", "POST /submissions/" + SOME_ID + "/replay",
			"PUT /configs/a.json", "DELETE /configs/a.json", "GET /actuator/env", "POST /actuator/shutdown",
			"GET /nothing");

	private final GuardedStack stack = GuardedStack.shared();

	private final ApiKey reader = this.stack.reader();

	private final ApiKey sender = this.stack.sender();

	private final ApiKey admin = this.stack.admin();

	@TestFactory
	Stream<DynamicTest> whoSendsNoKeyIsToldThatThereAreKeys() {
		return CLOSED.stream().map((call) -> DynamicTest.dynamicTest(call, () -> {
			HttpResponse<String> answer = ask(null, call);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.headers().firstValue("WWW-Authenticate"))
				.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer").doesNotContain("error="));
			assertThat(answer.body()).startsWith("{\"detail\":\"");
		}));
	}

	@TestFactory
	Stream<DynamicTest> aKeyOpensNoMoreThanItsScopesSay() {
		Stream<DynamicTest> reading = CLOSED.stream()
			.filter((call) -> !call.matches("GET /(orchestration|configs|submissions|building-blocks).*"))
			.map((call) -> refused("reader", this.reader, call));
		Stream<DynamicTest> sending = CLOSED.stream()
			.filter((call) -> !call.matches("POST /(process-.*|submissions|submissions/batch)|GET /process-ws"))
			.map((call) -> refused("sender", this.sender, call));
		return Stream.concat(reading, sending);
	}

	private DynamicTest refused(String who, ApiKey key, String call) {
		return DynamicTest.dynamicTest(who + " " + call,
				() -> assertThat(ask(key.reveal(), call).statusCode()).isEqualTo(403));
	}

	@Test
	void guessingASecretOpensNothingAndPushesNothingOut() {
		long guesses = wrongKeys();
		long before = this.stack.metrics().gateway("dibbs.audit.records", "outcome=refused");
		SecureRandom random = new SecureRandom();
		assertThat(IntStream.range(0, 300)
			.map((i) -> this.stack.status(
					"dibbs_" + this.reader.id() + "_" + ApiKey.create(random).reveal().substring(23), "GET",
					"/configs")))
			.containsOnly(401);
		assertThat(wrongKeys()).isEqualTo(guesses + 300);
		assertThat(this.stack.status(this.reader.reveal(), "GET", "/configs")).isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.stack.metrics().gateway("dibbs.audit.records", "outcome=refused") > before);
		assertThat(member(ask(this.admin.reveal(), "GET /audit/verification"), "intact").json()).isEqualTo("true");
	}

	private long wrongKeys() {
		this.stack.metrics().awaitGateway("dibbs.gateway.denied");
		return this.stack.metrics().gateway("dibbs.gateway.denied", "reason=key");
	}

	@Test
	void aRevokedKeyEnds() {
		ApiKey lost = this.stack.key("county-a", Scope.READ);
		assertThat(this.stack.status(lost.reveal(), "GET", "/configs")).isEqualTo(200);
		this.stack.revoke(lost);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.stack.status(lost.reveal(), "GET", "/configs") == 401);
	}

	@TestFactory
	Stream<DynamicTest> pathsThatCouldBeReadInTwoWaysLeadNowhere() {
		return Stream.of("/configs/../audit", "/configs/..%2faudit", "/configs/%2e%2e/audit", "/%61udit", "//audit",
				"/audit;x", "/actuator/health/../../audit", "/docs/../audit", "/docs/..%2faudit", "/docs/..;/audit",
				"/orchestration/../audit", "/orchestration/orchestration/audit", "/AUDIT", "/audit/", "/audit%00",
				"/configs/..\\audit", "/redoc/%252e%252e/audit", "http://127.0.0.1/audit",
				"/building-blocks/../actuator/env", "/submissions/../audit/verification", "/configs/%c0%ae%c0%ae/audit")
			.map((path) -> DynamicTest.dynamicTest(path, () -> {
				for (String key : new String[] { "", "X-API-Key: " + this.reader.reveal() + "\r\n" }) {
					RawAnswer answer = RawAnswer.to(this.stack.port(),
							"GET " + path + " HTTP/1.1\r\nHost: front.door\r\nConnection: close\r\n" + key + "\r\n");
					assertThat(answer.status()).as("%s", answer).isIn(400, 401, 403, 404);
					assertThat(answer.body()).doesNotContain("entries", "intact");
				}
			}));
	}

	@Test
	void twoKeysAreNone() {
		HttpResponse<String> two = stack
			.send(this.stack.request(this.admin.reveal(), "/audit").header("X-API-Key", this.reader.reveal()));
		assertThat(two.statusCode()).isEqualTo(401);
	}

	@Test
	void theHeadersOfAProxyDoNotMakeACallerKnown() {
		for (String header : List.of("X-Forwarded-User", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
				"Forwarded", "X-Forwarded-Prefix")) {
			HttpResponse<String> answer = this.stack.send(this.stack.request(null, "/audit").header(header, "/"));
			assertThat(answer.statusCode()).as(header).isEqualTo(401);
		}
	}

	@Test
	void whatWasTriedIsOnRecord() {
		assertThat(ask(null, "DELETE /configs/tried.json").statusCode()).isEqualTo(401);
		assertThat(ask(this.reader.reveal(), "DELETE /configs/tried.json").statusCode()).isEqualTo(403);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> entries("tried.json").size() == 2);
		assertThat(entries("tried.json").stream()
			.map((entry) -> text(entry, "tenant") + " " + text(entry, "subject") + " " + text(entry, "action") + " "
					+ text(entry, "outcome")))
			.containsExactlyInAnyOrder("  delete-config refused",
					"county-a " + this.reader.id() + " delete-config refused");
	}

	@Test
	void noLogTellsAKeyOrALineThatACallerMadeUp() {
		String forged = "forged-" + UUID.randomUUID();
		ask(null, "GET /configs/%0d%0a" + forged);
		ask(this.reader.reveal(), "GET /submissions?config=%0d%0a" + forged);
		this.stack.send(this.stack.request("dibbs_" + forged, "/configs"));
		this.stack
			.send(this.stack.request(this.reader.reveal(), "/configs").header("X-Forwarded-User", "%0d%0a" + forged));
		this.stack.send(this.stack.request(null, "/configs").header("Authorization", "Bearer " + forged));
		this.stack.ask(this.sender.reveal(), "POST", "/process-message",
				FHIR.replace("sample-fhir-test-config.json", "\\r\\n" + forged));
		assertThat(this.stack.logged()).isNotEmpty().noneMatch((line) -> line.startsWith(forged));
		assertThat(this.stack.logged()).noneMatch((line) -> Stream.of(this.reader, this.sender, this.admin)
			.anyMatch((key) -> line.contains(key.reveal().substring(23))));
	}

	private HttpResponse<String> ask(String key, String call) {
		String[] parts = call.split(" ");
		return this.stack.ask(key, parts[0], parts[1], parts[0].equals("GET") ? "" : "{}");
	}

	private List<JsonFragment> entries(String target) {
		List<JsonFragment> entries = JsonMembers
			.elements(member(ask(this.admin.reveal(), "GET /audit?target=" + target), "entries"));
		assertThat(entries).isNotNull();
		return entries;
	}

	private static JsonFragment member(HttpResponse<String> answer, String name) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		JsonFragment value = JsonMembers.member(JsonFragment.literal(answer.body()), name);
		assertThat(value).isNotNull();
		return value;
	}

	private static String text(JsonFragment entry, String name) {
		JsonFragment value = JsonMembers.member(entry, name);
		assertThat(value).isNotNull();
		return value.text();
	}

}

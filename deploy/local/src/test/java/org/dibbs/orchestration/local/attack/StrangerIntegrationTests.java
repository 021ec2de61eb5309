package org.dibbs.orchestration.local.attack;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.InternalToken;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has a token of the issuer gets what it says and no more; any other token opens
 * nothing, neither at the front door nor behind it. That it was tried is counted and on
 * record, and nothing of a token is in a log.
 */
class StrangerIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final String DENIED = "dibbs.gateway.denied";

	private static final String NOBODY = "\"tenant\":\"\",\"subject\":\"\"";

	private static final String CLERK = "\"tenant\":\"county-a\",\"subject\":\"" + TestIssuer.SUBJECT + "\"";

	private static final List<String> REASONS = List.of("no-credential", "key", "token", "scope", "undecided");

	private static final GuardedStack stack = GuardedStack.shared();

	private static final TestIssuer issuer = stack.issuer();

	private static final List<Attempt> attempts = new ArrayList<>();

	private static final Map<String, Long> counted = new HashMap<>();

	// All at first, so that what comes of them is waited for once.
	@BeforeAll
	static void allAreTried() throws Exception {
		Map<String, Long> before = denied();
		attempt("nothing at all", false, null, 401, "no-credential");
		for (Map.Entry<String, String> token : Forgery.tokens(issuer).entrySet()) {
			attempt(token.getKey(), false, token.getValue(), 401,
					token.getKey().equals("a key that nobody made") ? "key" : "token");
		}
		tokensThatOpenSomethingElse().forEach((name, token) -> attempt(name, false, token, 403, "scope"));
		denied().forEach((reason, count) -> counted.put(reason, count - before.get(reason)));
		attempt("nothing at all, at a worker", true, null, 401, "");
		Forgery.ofFrontDoors(issuer, stack.internalSecret())
			.forEach((name, token) -> attempt(name + ", at a worker", true, token, 401, ""));
		attempt("other scopes, at a worker", true, internal("county-a", Scope.READ), 403, "");
	}

	private static Map<String, String> tokensThatOpenSomethingElse() {
		Map<String, @Nullable Object> scopes = new LinkedHashMap<>();
		scopes.put("without scopes", "");
		scopes.put("without the claim", null);
		scopes.put("other scopes", "read submit replay");
		scopes.put("scopes in other letters", "ADMIN Configs:Write");
		scopes.put("scopes in a list that are none", List.of("admin,read", "configs:*", "*"));
		Map<String, String> tokens = new LinkedHashMap<>();
		scopes.forEach(
				(name, scope) -> tokens.put(name, issuer.signed(issuer.claims("county-a", "").claim("scope", scope))));
		return tokens;
	}

	@TestFactory
	Stream<DynamicTest> eachIsRefused() {
		return each((attempt) -> {
			assertThat(attempt.answer.statusCode()).isEqualTo(attempt.status);
			assertThat(attempt.answer.body()).startsWith("{\"detail\":\"").hasSizeLessThan(200);
			if (attempt.reason.equals("token")) {
				assertThat(attempt.answer.headers().firstValue("WWW-Authenticate"))
					.hasValue("Bearer realm=\"dibbs\", error=\"invalid_token\"");
			}
		});
	}

	@Test
	void eachIsCountedByItsReason() {
		Map<String, Long> expected = attempts.stream()
			.filter((attempt) -> !attempt.atWorker)
			.collect(Collectors.groupingBy(Attempt::reason, Collectors.counting()));
		expected.put("undecided", 0L);
		assertThat(counted).isEqualTo(expected);
	}

	@TestFactory
	Stream<DynamicTest> eachIsOnRecord() {
		return each((attempt) -> awaitRecord(attempt.target,
				"\"source\":\"" + (attempt.atWorker ? "orchestrator" : "gateway") + "\","
						+ ((attempt.status == 401) ? NOBODY : CLERK) + ",\"action\":\"delete-config\",\"target\":\""
						+ attempt.target + "\",\"outcome\":\"refused\",\"status\":" + attempt.status));
	}

	@Test
	void nothingOfATokenIsInALog() {
		List<String> pieces = attempts.stream()
			.filter((attempt) -> attempt.token != null)
			.flatMap((attempt) -> Stream.of(attempt.token.split("\\.")))
			.filter((piece) -> piece.length() > 20)
			.distinct()
			.toList();
		assertThat(pieces).hasSizeGreaterThan(30);
		String secret = new String(stack.internalSecret().key().getEncoded(), StandardCharsets.UTF_8);
		assertThat(stack.logged()).isNotEmpty()
			.noneMatch((line) -> line.contains(secret) || pieces.stream().anyMatch(line::contains));
	}

	@Test
	void nobodyAsksWhereATokenSaysThatItsKeyIs() {
		assertThat(issuer.trapped()).isZero();
	}

	// What is wrong with the others is why they are refused, then: 400 is for a config
	// that there is none of.
	@Test
	void aTokenOpensWhatItSays() {
		String config = "/configs/there-is-none.json";
		String token = issuer.signed(issuer.claims("county-a", "configs:write"));
		assertThat(send("DELETE", config, false, token).statusCode()).isEqualTo(400);
		assertThat(send("GET", "/submissions", false, token).statusCode()).isEqualTo(403);
		String internal = internal("county-a", Scope.CONFIGS_WRITE);
		assertThat(send("DELETE", config, true, internal).statusCode()).isEqualTo(400);
		assertThat(send("GET", "/submissions", true, internal).statusCode()).isEqualTo(403);
	}

	@Test
	void theResultOfAnotherTenantIsNotThereForAToken() {
		String own = issuer.signed(issuer.claims("county-a", "submit read"));
		String result = "/submissions/" + processed(own) + "/result";
		assertThat(send("GET", result, false, own).statusCode()).isEqualTo(200);
		String other = issuer.signed(issuer.claims("county-b", "submit read replay").subject("nosy"));
		HttpResponse<String> refused = send("GET", result, false, other);
		assertThat(refused.statusCode()).isEqualTo(404);
		assertThat(refused.body()).startsWith("{\"detail\":\"There is no submission ");
		// What makes a worker believe does not pass the front door.
		String internal = internal("county-a", Scope.ADMIN);
		assertThat(send("GET", result, true, internal).statusCode()).isEqualTo(200);
		assertThat(
				stack.send(request(result, false, other).header(SecurityHeaders.INTERNAL_TOKEN, internal)).statusCode())
			.isEqualTo(404);
		assertThat(
				stack.send(request(result, false, null).header(SecurityHeaders.INTERNAL_TOKEN, internal)).statusCode())
			.isEqualTo(401);
		awaitRecord(result.split("/")[2],
				"\"tenant\":\"county-b\",\"subject\":\"nosy\",\"action\":\"read-result\",\"target\":\""
						+ result.split("/")[2] + "\",\"outcome\":\"refused\",\"status\":404");
	}

	// The ledger knows its end a moment after the answer.
	private static String processed(String token) {
		HttpResponse<String> sent = stack
			.send(request("/process-message", false, token).header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(FHIR)));
		assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
		String id = sent.headers().firstValue("Submission-Id").orElseThrow();
		assertThat(send("GET", "/submissions/" + id + "?wait=20", false, token).body()).contains("SUCCEEDED");
		return id;
	}

	private static String internal(String tenant, Scope scope) {
		return InternalToken.of(new Caller(tenant, TestIssuer.SUBJECT, Set.of(scope)), stack.internalSecret(),
				Instant.now());
	}

	private static Map<String, Long> denied() {
		stack.metrics().awaitGateway(DENIED);
		return REASONS.stream()
			.collect(Collectors.toMap(Function.identity(),
					(reason) -> stack.metrics().gateway(DENIED, "reason=" + reason)));
	}

	private static void attempt(String name, boolean atWorker, @Nullable String token, int status, String reason) {
		String target = "tried-by-a-stranger-" + attempts.size() + ".json";
		attempts.add(new Attempt(name, atWorker, token, status, reason, target,
				send("DELETE", "/configs/" + target, atWorker, token)));
	}

	private static HttpResponse<String> send(String method, String path, boolean toWorker, @Nullable String token) {
		return stack.send(request(path, toWorker, token).method(method, HttpRequest.BodyPublishers.noBody()));
	}

	private static HttpRequest.Builder request(String path, boolean toWorker, @Nullable String token) {
		HttpRequest.Builder request = toWorker ? HttpRequest.newBuilder(stack.worker(path)) : stack.request(null, path);
		if (token == null) {
			return request;
		}
		return toWorker ? request.header(SecurityHeaders.INTERNAL_TOKEN, token)
				: request.header("Authorization", "Bearer " + token);
	}

	private static void awaitRecord(String target, String record) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(stack.ask(stack.admin().reveal(), "GET", "/audit?target=" + target, "").body())
						.contains(record));
	}

	private static Stream<DynamicTest> each(Consumer<Attempt> claim) {
		return attempts.stream().map((attempt) -> DynamicTest.dynamicTest(attempt.name, () -> claim.accept(attempt)));
	}

	/**
	 * One time that somebody tried to delete a config.
	 *
	 * @param name what is wrong
	 * @param atWorker whether a worker was asked, not the front door
	 * @param token what was sent
	 * @param status the answer that it has to get
	 * @param reason as which the front door has to count it; empty where a worker was
	 * asked
	 * @param target the config
	 * @param answer the answer that it got
	 */
	private record Attempt(String name, boolean atWorker, @Nullable String token, int status, String reason,
			String target, HttpResponse<String> answer) {
	}

}

package org.dibbs.orchestration.orchestrator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.orchestrator.RunningWorker.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebEdgeTests {

	private static final byte[] NOTHING = new byte[0];

	private static final String STEP = "{\"service\":\"validation\",\"endpoint\":\"/validate\"}";

	@TempDir
	private static Path data;

	private static RunningWorker worker;

	@BeforeAll
	static void start() throws IOException {
		worker = new RunningWorker(data, Map.of());
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "/configs/..%2Fx 400", "/configs/%2F 400", "/configs/%5C 400",
			"/configs/%00 400", "/configs/% 400", "/configs/%zz 400", "/configs/%FF 400", "/configs/%ED%A0%80 400",
			"/../configs 400", "/configs/../../etc/passwd 400", "* 400", "/configs/.. 400", "/configs/. 400",
			"/configs/%2e%2e 400", "/configs/.hidden 400", "/configs/-a 400", "/configs/a%20b 400",
			"/configs/%C3%A4 400", "/configs/%0d%0aX:y 400", "/configs/a%3Bx=y 400",
			"/configs/bundle-only.json;x=y 404", "/configs;x 404", "/configs/ 404", "//configs 404", "/configs//a 404",
			"/configs/schema.json/ 404", "/configs/a/b/c 404", "/building-blocks/ 404", "/ 404", "/nope 404",
			"/error 404", "/index.html 404", "/favicon.ico 404", "/actuator/env 404", "/actuator/health;x 404",
			"/configs/bundle-only.json?version=abc 400", "/configs/bundle-only.json?version=-1 400",
			"/configs/bundle-only.json?version= 400", "/configs/bundle-only.json?version=99999999999999999999 400",
			"/configs/bundle-only.json?version=0&version=0 400", "/configs/bundle-only.json?version=%zz 400",
			"/configs/nope/versions 400", "/configs/..%2Fx/versions 400" })
	void answersAWrongPathWithAnErrorInBothForms(String target, int status) throws IOException {
		assertError(worker.send("GET", target), status, "application/json");
		assertError(worker.send("GET", target, Map.of("Accept", "text/html,*/*;q=0.8"), NOTHING), status,
				"application/json");
		assertError(worker.send("GET", target, Map.of("Accept", "text/html, application/problem+json"), NOTHING),
				status, "application/problem+json");
	}

	// What comes after a broken first line is not read, so nobody knows what is accepted.
	@ParameterizedTest
	@ValueSource(strings = { "/configs/a\\b", "/configs/a|b", "/configs/<a>", "/configs/\u00e4", "/configs/a b" })
	void answersABrokenFirstLineWithAnError(String target) throws IOException {
		assertError(worker.send("GET", target), 400, "application/json");
		assertError(worker.send("GET", target, Map.of("Accept", "application/problem+json"), NOTHING), 400,
				"application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs", "/submissions", "/actuator/health" })
	void anOpenWorkerShowsNothingToAFrontDoorThatReliesOnItsLookingAtTheCaller(String path) throws IOException {
		assertThat(worker.send("GET", path).status()).isNotEqualTo(401);
		assertError(worker.send("GET", path, Map.of("Dibbs-Internal-Token", "e30.e30.e30"), NOTHING), 401,
				"application/json");
	}

	@Test
	void answersWhatOthersLeaveWithoutABody() throws IOException {
		assertError(worker.send("GET", "/actuator/health/nope"), 404, "application/json");
		assertError(worker.send("GET", "/actuator/health", Map.of("Accept", "application/problem+json"), NOTHING), 406,
				"application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 4000, 20_000 })
	void answersAnOverlongNameWithAnError(int length) throws IOException {
		assertError(worker.send("GET", "/configs/" + "a".repeat(length)), 400, "application/json");
		assertError(worker.send("DELETE", "/configs/" + "a".repeat(length)), 400, "application/json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/configs|GET, HEAD, OPTIONS", "/configs/nope|DELETE, GET, HEAD, OPTIONS, PUT",
					"/configs/bundle-only.json/versions|GET, HEAD, OPTIONS", "/configs/nope/check|OPTIONS, POST",
					"/building-blocks|GET, HEAD, OPTIONS", "/actuator/health|GET, HEAD, OPTIONS" })
	void tellsTheVerbsOfAPath(String path, String verbs) throws IOException {
		List<Map<String, String>> asked = List.of(Map.of(),
				Map.of("Origin", "http://elsewhere", "Access-Control-Request-Method", "PUT"));
		for (Map<String, String> headers : asked) {
			Answer answer = worker.send("OPTIONS", path, headers, NOTHING);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(sorted(answer.header("allow"))).isEqualTo(verbs);
			assertThat(answer.headers()).doesNotContainKeys("accept-patch", "access-control-allow-origin");
			assertThat(answer.body()).isEmpty();
		}
		for (String verb : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "FOO", "get")) {
			if (!List.of(verbs.split(", ")).contains(verb)) {
				Answer answer = worker.send(verb, path);
				assertThat(answer.header("allow")).isEqualTo(verbs);
				assertThat(answer.status()).isEqualTo(405);
				if (!verb.equals("HEAD")) {
					assertError(answer, 405, "application/json");
					assertThat(answer.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "CONNECT" })
	void refusesWhatTheServerItselfRefuses(String verb) throws IOException {
		Answer answer = worker.send(verb, "/configs");
		assertError(answer, 405, "application/json");
		assertThat(answer.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, POST, PUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "FOO" })
	void knowsNoVerbForAnUnknownPath(String verb) throws IOException {
		Answer answer = worker.send(verb, "/nope");
		assertError(answer, 404, "application/json");
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs", "/configs/bundle-only.json", "/configs/bundle-only.json/versions",
			"/configs/schema.json", "/building-blocks", "/configs/nope", "/nope", "/configs/%2F" })
	void answersHeadAsGetWithoutTheBody(String path) throws IOException {
		Answer get = worker.send("GET", path);
		Answer head = worker.send("HEAD", path);
		assertThat(head.status()).isEqualTo(get.status());
		assertThat(head.body()).isEmpty();
		assertThat(get.header("content-length")).isEqualTo(String.valueOf(get.body().length()));
		assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "garbage", "application/xml", "application/problem+json;q=0", "a/b;q=x" })
	void givesWhatThereIsWhateverIsAccepted(String accept) throws IOException {
		Map<String, String> headers = Map.of("Accept", accept);
		assertThat(worker.send("GET", "/configs", headers, NOTHING).status()).isEqualTo(200);
		assertError(worker.send("GET", "/configs/nope", headers, NOTHING), 400, "application/json");
		assertError(worker.send("GET", "/nope", headers, NOTHING), 404, "application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-1", "bytes=999999-", "bytes=z" })
	void knowsNoParts(String range) throws IOException {
		Answer answer = worker.send("GET", "/configs/schema.json", Map.of("Range", range), NOTHING);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("content-type")).isEqualTo("application/schema+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /configs HTTP/1.1\r\n\r\n", "GET /configs HTTP/1.1\r\nHost: a b\r\n\r\n",
			"junk\r\n\r\n", "GET /configs HTTP/1.1\r\nHost: x\r\nX A: b\r\n\r\n",
			"PUT /configs/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
			"PUT /configs/a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nab",
			"PUT /configs/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab" })
	void answersWhatIsNoHttpWithAnErrorOfOurs(String request) throws IOException {
		assertError(worker.send(request, NOTHING), 400, "application/json");
	}

	@Test
	void answersTooManyHeadersAndAnUnknownExpectationWithAnErrorOfOurs() throws IOException {
		assertError(worker.send("GET", "/configs", Map.of("X-A", "a".repeat(20_000)), NOTHING), 400,
				"application/json");
		assertError(worker.send("PUT", "/configs/a", Map.of("Expect", "wonders"), bytes("{}")), 417,
				"application/json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "``|application/json", "x|application/json",
			"` `|application/json", "{}|application/json", "{}|text/plain", "{}|garbage;;;", "{}|multipart/form-data",
			"{}|multipart/form-data; boundary=x", "%zz=%%|application/x-www-form-urlencoded", "{}|application/xml",
			"\u0000|application/json",
			"`{\"workflow\":{\"workflow\":[STEP]},\"overwrite\":1e99999999999}`|application/json",
			"`{\"workflow\":{\"workflow\":[STEP,{\"service\":\"\\ud800\",\"endpoint\":\"/\\udc00\",\"name\":\"\\udfff\"}]}}`|application/json" })
	void answersAWrongBodyWithTheErrorsInIt(String body, String type) throws IOException {
		assertInvalid(bytes(body.replace("STEP", STEP)), type);
	}

	@Test
	void answersABodyOutOfAllProportionWithAnError() throws IOException {
		assertInvalid(bytes("[".repeat(100_000)), "application/json");
		assertInvalid(bytes("{\"workflow\":{\"workflow\":" + "[".repeat(600) + "]".repeat(600) + "}}"),
				"application/json");
		assertInvalid(new byte[] { (byte) 0xFF, (byte) 0xFE, '{', 0 }, "application/json");
		assertInvalid(bytes("{\"workflow\":{\"workflow\":[" + "{},".repeat(200_000) + "{}]}}"), "application/json");
		for (String target : List.of("/configs/a", "/configs/a/check")) {
			assertError(worker.send(target.endsWith("check") ? "POST" : "PUT", target, Map.of(),
					bytes("{" + " ".repeat(1024 * 1024))), 413, "application/json");
		}
	}

	@Test
	void neverFailsWhateverIsAsked() throws IOException {
		Random random = new Random(20_261_124);
		List<String> parts = List.of("configs", "/", "a", "..", "%2F", "%00", ";", "?", "version=", "1", "%", "#",
				"\u00e4", "building-blocks", "check", "versions", "schema.json", "\\", ":", "%20", "actuator/health",
				"&", "[", "]", "bundle-only.json", "=", "+", "\"");
		List<String> verbs = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "QUERY");
		for (int i = 0; i < 400; i++) {
			StringBuilder target = new StringBuilder("/");
			for (int j = random.nextInt(7); j >= 0; j--) {
				target.append(parts.get(random.nextInt(parts.size())));
			}
			String verb = verbs.get(random.nextInt(verbs.size()));
			Answer answer = worker.send(verb, target.toString(), Map.of(), NOTHING);
			assertThat(answer.status()).as(verb + " " + target).isBetween(200, 499);
			if (answer.status() >= 400 && !verb.equals("HEAD")) {
				assertError(answer, answer.status(), "application/json");
			}
		}
	}

	private static void assertInvalid(byte[] body, String type) throws IOException {
		for (String target : List.of("/configs/a", "/configs/a/check")) {
			Answer answer = worker.send(target.endsWith("check") ? "POST" : "PUT", target, Map.of("Content-Type", type),
					body);
			assertError(answer, 422, "application/json");
			assertThat(answer.body()).startsWith("{\"detail\":[{\"loc\":[\"body\"").hasSizeLessThan(20_000);
		}
	}

	private static void assertError(Answer answer, int status, String type) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("content-type")).isEqualTo(type);
		assertThat(answer.headers()).doesNotContainKey("server");
		Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.literal(answer.body()));
		assertThat(members).isNotNull();
		if (type.equals("application/json")) {
			assertThat(members.keySet()).isSubsetOf("detail", "message", "workflow", "processed_values").isNotEmpty();
		}
		else {
			assertThat(members).containsKeys("type", "title", "detail");
			assertThat(members.get("status").json()).isEqualTo(String.valueOf(status));
		}
	}

	private static Map<String, String> withoutDate(Answer answer) {
		Map<String, String> headers = new HashMap<>(answer.headers());
		headers.remove("date");
		return headers;
	}

	private static String sorted(String verbs) {
		return String.join(", ", new TreeSet<>(new ArrayList<>(Arrays.asList(verbs.split(",\\s*")))));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What would take all memory or time is refused before it does, with or without a key,
 * and counted; the processes that were there are there afterwards, and others are served.
 */
class BombIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final String LAUGHS = IntStream.rangeClosed(1, 9)
		.mapToObj((i) -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
		.reduce("<?xml version=\"1.0\"?><!DOCTYPE ClinicalDocument [<!ENTITY l0 \"laugh\">", String::concat)
			+ "]><ClinicalDocument>&l9;</ClinicalDocument>";

	private static final String OUTSIDE = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
			+ "<ClinicalDocument>&x;</ClinicalDocument>";

	private static final int MANY = 40;

	private final GuardedStack stack = GuardedStack.shared();

	private final String key = this.stack.sender().reveal();

	private List<String> processes;

	@BeforeEach
	void look() {
		this.stack.forgetCalls();
		this.processes = this.stack.processes();
	}

	@AfterEach
	void othersAreServedByTheSameProcesses() {
		assertThat(this.stack.ask(this.key, "POST", "/process-message", FHIR).statusCode()).isEqualTo(200);
		assertThat(this.stack.processes()).isEqualTo(this.processes);
		assertThat(this.stack.logged()).noneMatch((line) -> line.contains("OutOfMemoryError"));
	}

	@TestFactory
	Stream<DynamicTest> zipsThatUnfoldToMoreThanTheyMayReachNobody() {
		String zeros = "0".repeat(24 * 1024 * 1024);
		String[] many = IntStream.range(0, 2000).boxed().flatMap((i) -> Stream.of("x" + i, "")).toArray(String[]::new);
		return Stream
			.of(new Bomb("a thousand times its size", Upload.zip("CDA_eICR.xml", zeros)),
					new Bomb("two thousand entries", Upload.zip(many)),
					new Bomb("more than an entry may have",
							Upload.zip("CDA_eICR.xml", zeros + "1".repeat(8 * 1024 * 1024))))
			.map((bomb) -> DynamicTest.dynamicTest(bomb.name, () -> {
				assertThat(upload("application/zip", bomb.bytes).statusCode()).isEqualTo(413);
				assertThat(this.stack.calls()).doesNotContain("/validate");
			}));
	}

	@TestFactory
	Stream<DynamicTest> xmlWithADocumentTypeComesToNothing() {
		return Stream.of(LAUGHS, OUTSIDE)
			.flatMap((xml) -> Stream.of(new Bomb("text/xml", xml.getBytes(StandardCharsets.UTF_8)),
					new Bomb("application/zip", Upload.zip("CDA_eICR.xml", xml))))
			.map((bomb) -> DynamicTest.dynamicTest(bomb.name, () -> {
				HttpResponse<String> answer = upload(bomb.name, bomb.bytes);
				assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
				assertThat(answer.body()).hasSizeLessThan(10_000).doesNotContain("laughlaugh");
			}));
	}

	@TestFactory
	Stream<DynamicTest> jsonOfAFormThatIsOfNoUseIsRefused() {
		return Stream
			.of("[".repeat(100_000), "{\"a\":".repeat(100_000), "[" + "[],".repeat(1_000_000) + "[]]",
					"{" + "\"a\":1,".repeat(500_000) + "\"a\":1}", "\"" + "\\u0000".repeat(500_000) + "\"",
					"{\"message\":1e999999999}", "9".repeat(1_000_000))
			.flatMap((json) -> Stream.of("/process-message", "/submissions", "/submissions/batch")
				.map((path) -> DynamicTest.dynamicTest(path + " " + json.substring(0, 12), () -> {
					HttpResponse<String> answer = this.stack.ask(this.key, "POST", path, json);
					assertThat(answer.statusCode()).as(path).isIn(400, 422);
					assertThat(answer.body()).hasSizeLessThan(10_000);
				})));
	}

	@Test
	void whatIsTooLargeIsNotReceived() {
		String head = "POST /process-message HTTP/1.1\r\nHost: front.door\r\nContent-Type: application/json\r\n"
				+ "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 99999999999\r\n";
		assertThat(raw(head + "X-API-Key: " + this.key + "\r\n\r\n").status()).isEqualTo(413);
		// Who is not known is not asked for a body of any size.
		assertThat(raw(head + "\r\n").status()).isEqualTo(401);
	}

	// 408 where a worker reads no further, so that nothing moves any more.
	@TestFactory
	Stream<DynamicTest> bodiesWithoutEndAreCutOff() {
		return Stream
			.of("POST /process-message", "POST /process-zip", "POST /submissions", "POST /submissions/batch",
					"PUT /configs/endless.json", "POST /submissions/replay")
			.map((call) -> DynamicTest.dynamicTest(call,
					() -> assertThat(endless(call, this.stack.admin()).status()).isIn(408, 413)));
	}

	@Test
	void whatIsRefusedIsCountedAndOnRecord() throws IOException {
		ApiKey bomber = this.stack.key("county-b", Scope.SUBMIT);
		Map<String, Long> before = refused();
		String zeros = "0".repeat(24 * 1024 * 1024);
		assertThat(upload(bomber.reveal(), "application/zip", Upload.zip("CDA_eICR.xml", zeros)).statusCode())
			.isEqualTo(413);
		assertThat(this.stack.ask(bomber.reveal(), "POST", "/process-message", "[".repeat(100_000)).statusCode())
			.isEqualTo(422);
		assertThat(endless("POST /process-message", bomber).status()).isEqualTo(413);
		int laughs = upload(bomber.reveal(), "text/xml", LAUGHS.getBytes(StandardCharsets.UTF_8)).statusCode();
		assertThat(refused()).allSatisfy((labels, count) -> assertThat(count).isEqualTo(before.get(labels) + 1));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(Pattern.compile("\"action\":\"submit\",[^}]*\"status\":(\\d+)")
				.matcher(this.stack.ask(this.stack.admin().reveal(), "GET", "/audit?subject=" + bomber.id(), "").body())
				.results()
				.map((entry) -> Integer.valueOf(entry.group(1)))).containsExactlyInAnyOrder(413, 422, 413, laughs));
	}

	private Map<String, Long> refused() {
		String name = "dibbs.gateway.refused";
		this.stack.metrics().awaitGateway(name);
		return Stream
			.of("origin=process-zip, reason=too-large", "origin=process-message, reason=invalid-submission",
					"origin=process-message, reason=too-large")
			.collect(Collectors.toMap(Function.identity(), (labels) -> this.stack.metrics().gateway(name, labels)));
	}

	private RawAnswer endless(String call, ApiKey key) throws IOException {
		byte[] piece = ("100000\r\n" + "1".repeat(1024 * 1024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		return RawAnswer.toPieces(this.stack.port(),
				call + " HTTP/1.1\r\nHost: front.door\r\nContent-Type: application/json\r\n"
						+ "Transfer-Encoding: chunked\r\nX-API-Key: " + key.reveal() + "\r\n\r\n",
				piece, 200);
	}

	@Test
	void floodsOfHeadersAreRefusedAndCounted() {
		long before = this.stack.metrics().gateway("dibbs.gateway.limited", "reason=headers");
		String head = "GET / HTTP/1.1\r\nHost: front.door\r\n";
		RawAnswer flooded = raw(head + "X: " + "a".repeat(20_000) + "\r\n\r\n");
		assertThat(flooded.status()).isEqualTo(431);
		assertTellsNothing(flooded);
		assertThat(raw(head + "X: a\r\n".repeat(5_000) + "\r\n").status()).isEqualTo(431);
		assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: front.door\r\n\r\n").status()).isEqualTo(414);
		awaitCount("headers", before + 3);
	}

	@Test
	void whoSendsALetterNowAndThenIsLetGo() throws IOException {
		long before = this.stack.metrics().gateway("dibbs.gateway.limited", "reason=slow");
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				Socket socket = RawAnswer.open(this.stack.port());
				slow.add(socket);
				socket.getOutputStream().write("GET / HTTP/1.1\r\nX".getBytes(StandardCharsets.US_ASCII));
			}
			for (int i = 0; i < MANY; i++) {
				Socket socket = RawAnswer.open(this.stack.port());
				slow.add(socket);
				socket.getOutputStream()
					.write(("POST /process-message HTTP/1.1\r\nHost: front.door\r\nContent-Type: application/json\r\n"
							+ "Content-Length: 1000\r\nX-API-Key: " + this.key + "\r\n\r\n{")
						.getBytes(StandardCharsets.US_ASCII));
			}
			// Nobody waits for them.
			assertThat(this.stack.ask(this.key, "POST", "/process-message", FHIR).statusCode()).isEqualTo(200);
			for (Socket socket : slow) {
				RawAnswer answer = RawAnswer.of(socket);
				assertThat(answer.status()).isEqualTo(408);
				assertTellsNothing(answer);
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
		awaitCount("slow", before + 2 * MANY);
	}

	// The server gives these before any filter sees the request.
	private static void assertTellsNothing(RawAnswer answer) {
		assertThat(answer.head()).contains("x-content-type-options: nosniff", "cache-control: ", "no-store")
			.doesNotContain("server:", "via:", "netty");
		assertThat(answer.body()).startsWith("{\"detail\":\"").doesNotContain("netty", "Exception");
	}

	private void awaitCount(String reason, long count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.stack.metrics().gateway("dibbs.gateway.limited", "reason=" + reason))
				.isGreaterThanOrEqualTo(count));
	}

	private RawAnswer raw(String text) {
		return RawAnswer.to(this.stack.port(), text);
	}

	private HttpResponse<String> upload(String type, byte[] file) {
		return upload(this.key, type, file);
	}

	private HttpResponse<String> upload(String sender, String type, byte[] file) {
		Upload upload = new Upload().field("message_type", "ecr")
			.field("data_type", "zip")
			.field("config_file_name", "test-no-save.json")
			.file(type, file);
		return this.stack.send(this.stack.request(sender, "/process-zip")
			.header("Content-Type", upload.contentType())
			.POST(HttpRequest.BodyPublishers.ofByteArray(upload.body())));
	}

	/**
	 * Something that is larger than it looks.
	 *
	 * @param name what it is
	 * @param bytes its bytes
	 */
	private record Bomb(String name, byte[] bytes) {
	}

}

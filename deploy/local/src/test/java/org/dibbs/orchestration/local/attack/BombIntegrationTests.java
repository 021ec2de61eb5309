package org.dibbs.orchestration.local.attack;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.Upload;
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

	@Test
	void floodsOfHeadersAreRefusedAndCounted() {
		long before = this.stack.metrics().gateway("dibbs.gateway.limited", "reason=headers");
		String head = "GET / HTTP/1.1\r\nHost: front.door\r\n";
		assertThat(raw(head + "X: " + "a".repeat(20_000) + "\r\n\r\n").status()).isEqualTo(431);
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
				assertThat(RawAnswer.of(socket).status()).isEqualTo(408);
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
		awaitCount("slow", before + 2 * MANY);
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
		Upload upload = new Upload().field("message_type", "ecr")
			.field("data_type", "zip")
			.field("config_file_name", "test-no-save.json")
			.file(type, file);
		return this.stack.send(this.stack.request(this.key, "/process-zip")
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

package org.dibbs.orchestration.gateway.submission;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.upload.TestZip;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.socket.TestSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@FrontDoorTest
class ProcessSocketHandlerTests {

	private static final byte[] ZIP = TestZip.eicr("<a/>");

	private static final String RESULT = "{\"message\":\"Processing succeeded!\",\"processed_values\":{}}";

	private static final String ERROR = "{\"message\":\"Something went wrong\",\"responses\":null,\"processed_values\":\"\"}";

	private static final String FIRST = "\"validate\":{\"status\":\"success\",\"status_code\":200,\"response\":{\"a\":1}}";

	private static final String SECOND = "\"convert\":{\"status\":\"error\",\"status_code\":503,\"response\":\"busy\"}";

	private static final SubmissionProgress STEP = new SubmissionProgress.Step(1, "validate", true, 200,
			JsonFragment.literal("{\"a\":1}"));

	private static final SubmissionProgress FAILED = new SubmissionProgress.Step(2, "convert", false, 503,
			JsonFragment.string("busy"));

	private static final SubmissionProgress END = new SubmissionProgress.End(
			new WorkflowReply.Completed(WorkflowReply.JSON, RESULT.getBytes(StandardCharsets.UTF_8)));

	private final int port;

	private final FakeHandover handover;

	private final BodyMemory memory;

	ProcessSocketHandlerTests(@LocalServerPort int port, @Autowired FakeHandover handover,
			@Autowired BodyMemory memory) {
		this.port = port;
		this.handover = handover;
		this.memory = memory;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/process-ws", "/orchestration/process-ws" })
	void tellsEachStepWhileTheNextOneRuns(String path) {
		Sinks.Many<SubmissionProgress> steps = Sinks.many().unicast().onBackpressureBuffer();
		this.handover.tells(steps.asFlux());
		try (TestSocket socket = connect(path)) {
			socket.send(ZIP);
			steps.tryEmitNext(STEP);
			assertThat(socket.next()).isEqualTo("{" + FIRST + "}");
			steps.tryEmitNext(FAILED);
			assertThat(socket.next()).isEqualTo("{" + FIRST + "," + SECOND + "}");
			steps.tryEmitNext(END);
			assertThat(socket.next()).isEqualTo(RESULT);
		}
	}

	@Test
	void takesSeveralFramesOneAfterTheOther() {
		this.handover.tells(Flux.just(STEP, END));
		try (TestSocket socket = connect("/process-ws").send(ZIP).send(ZIP)) {
			for (int i = 0; i < 2; i++) {
				assertThat(socket.next()).startsWith("{\"validate\"");
				assertThat(socket.next()).isEqualTo(RESULT);
			}
			socket.send(ZIP);
			assertThat(socket.next()).startsWith("{\"validate\"");
		}
		await().untilAsserted(() -> assertThat(this.memory.used()).isZero());
	}

	@ParameterizedTest
	@CsvSource({ "'',test-no-save.json", "?config=other.json,other.json", "?config=a%20b,a b",
			"?config=,test-no-save.json" })
	void submitsAnECrForTheConfigOfTheUrl(String query, String config) {
		this.handover.tells(Flux.just(END));
		try (TestSocket socket = connect("/process-ws" + query).send(ZIP)) {
			assertThat(socket.next()).isEqualTo(RESULT);
		}
		assertThat(this.handover.taken()).singleElement()
			.satisfies((request) -> assertThat(request.document().json())
				.isEqualTo("{\"message_type\":\"ecr\",\"config_file_name\":\"" + config + "\",\"message\":\"<a/>\"}"));
	}

	@Test
	void tellsAnXmlResultAsAString() {
		this.handover.tells(Flux.just(new SubmissionProgress.End(
				new WorkflowReply.Completed(WorkflowReply.XML, "<b>\u00e9</b>".getBytes(StandardCharsets.UTF_8)))));
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			assertThat(socket.next())
				.isEqualTo("{\"message\":\"Processing succeeded!\",\"processed_values\":\"<b>\u00e9</b>\"}");
		}
	}

	@Test
	void closesAfterAWorkflowThatFailed() {
		this.handover.tells(Flux.just(STEP, FAILED, new SubmissionProgress.End(WorkflowReply.Failed
			.of(new Problem(ProblemKind.STEP_FAILED, 503, "Service S failed with error Marker", null)))));
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			assertThat(socket.next()).isEqualTo("{" + FIRST + "}");
			assertThat(socket.next()).isEqualTo("{" + FIRST + "," + SECOND + "}");
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 step-failed, submission ").doesNotContain("Marker");
		}
		await().untilAsserted(() -> assertThat(this.memory.used()).isZero());
	}

	@Test
	void closesAfterAFrameThatIsNoZip() {
		try (TestSocket socket = connect("/process-ws").send(new byte[] { 1, 2, 3 })) {
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).isEqualTo("1000 unusable-upload: The uploaded file is not a zip file.");
		}
	}

	@Test
	void closesAfterAZipWithoutAnEicr() {
		try (TestSocket socket = connect("/process-ws").send(new TestZip().with("a.xml", "<a/>").bytes())) {
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).isEqualTo("1000 unusable-upload: There is no eICR in this zip file.");
		}
	}

	@Test
	void closesAfterATextFrame() {
		try (TestSocket socket = connect("/process-ws").send("{}")) {
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 unusable-upload: Send the zip ");
		}
	}

	@Test
	void closesWhereTheQueueIsNotAvailable() {
		this.handover.tells(Flux.error(new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE, "The queue is away.")));
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).isEqualTo("1000 handover-unavailable: The queue is away.");
		}
	}

	@Test
	void closesWhereTheEndIsNotWaitedForAnyLonger() {
		this.handover.tells(Flux.just(STEP));
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			assertThat(socket.next()).startsWith("{\"validate\"");
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 still-running, submission ");
		}
	}

	@Test
	void stopsTellingWhereThereIsNoMemoryForTheAnswers() {
		this.handover.tells(Flux.just(STEP, new SubmissionProgress.Step(2, "large", true, 200,
				JsonFragment.of(new byte[Math.toIntExact(this.memory.limit() / 2) + 1])), END));
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			assertThat(socket.next()).startsWith("{\"validate\"");
			assertThat(socket.next()).isEqualTo(ERROR);
			assertThat(socket.closed()).startsWith("1000 still-running, submission ");
		}
		await().untilAsserted(() -> assertThat(this.memory.used()).isZero());
	}

	@Test
	void refusesAFrameOverTheLimitBeforeItArrives() throws IOException {
		try (Socket raw = new Socket("127.0.0.1", this.port)) {
			raw.setSoTimeout(30_000);
			raw.getOutputStream()
				.write(("GET /process-ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
						+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(raw.getInputStream().read()).isEqualTo('H');
			raw.getOutputStream()
				.write(ByteBuffer.allocate(14).putShort((short) 0x82FF).putLong(1024 * 1024 + 1).putInt(0).array());
			assertThat(new String(raw.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
				.startsWith("TTP/1.1 101")
				// A close frame with status 1009.
				.containsPattern("\u0088.\u0003\u00f1");
		}
	}

	@Test
	void refusesMoreConnectionsThanItsLimit() {
		try (TestSocket first = connect("/process-ws");
				TestSocket second = connect("/process-ws");
				TestSocket third = connect("/process-ws")) {
			assertThat(third.closed()).startsWith("1013 too-many: already 2 connections");
			this.handover.tells(Flux.just(END));
			assertThat(first.send(ZIP).next()).isEqualTo(RESULT);
			assertThat(second.send(ZIP).next()).isEqualTo(RESULT);
		}
		await().until(this::canConnect);
	}

	@Test
	void stopsWatchingWhenTheCallerHasGone() {
		Sinks.Many<SubmissionProgress> steps = Sinks.many().unicast().onBackpressureBuffer();
		this.handover.tells(steps.asFlux());
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			steps.tryEmitNext(STEP);
			socket.next();
			assertThat(steps.currentSubscriberCount()).isEqualTo(1);
			socket.abort();
		}
		await().atMost(Duration.ofSeconds(30)).until(() -> steps.currentSubscriberCount() == 0);
		await().untilAsserted(() -> assertThat(this.memory.used()).isZero());
	}

	@Test
	void tellsWhoComesWithoutAnUpgradeWhatToDo() {
		WebTestClient client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
		WebTestClient.ResponseSpec answer = client.get().uri("/orchestration/process-ws").exchange();
		answer.expectStatus().isEqualTo(426);
		answer.expectHeader().valueEquals("Upgrade", "websocket");
		answer.expectBody(String.class)
			.value((body) -> assertThat(body).startsWith("{\"detail\":\"This path speaks WebSocket"));
	}

	private boolean canConnect() {
		try (TestSocket socket = connect("/process-ws").send(ZIP)) {
			return socket.next().equals(RESULT);
		}
	}

	private TestSocket connect(String path) {
		return new TestSocket("ws://127.0.0.1:" + this.port + path);
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.dibbs.orchestration.exchange.InvalidSubmission;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class ProcessMessageControllerTests {

	private static final String VALID = """
			{"message_type":"ecr","data_type":"ecr","config_file_name":"c.json","message":"<x/>"}""";

	private static final String OK = "{\"message\":\"Processing succeeded!\",\"processed_values\":{}}";

	private final WebTestClient client;

	private final FakeHandover handover;

	ProcessMessageControllerTests(@LocalServerPort int port, @Autowired FakeHandover handover) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.handover = handover;
	}

	@BeforeEach
	void completes() {
		this.handover.completes(WorkflowReply.JSON, OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/process-message", "/orchestration/process-message" })
	void answersWithTheResultAndNamesTheSubmission(String path) {
		WebTestClient.ResponseSpec answer = this.client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(VALID)
			.exchange();
		answer.expectStatus().isOk();
		answer.expectHeader().valueEquals("Submission-Id", FakeHandover.ID.toString());
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/json");
		answer.expectBody(String.class).isEqualTo(OK);
	}

	@Test
	void passesXmlOnAsItIs() {
		this.handover.completes(WorkflowReply.XML, "<a>é</a>");
		WebTestClient.ResponseSpec answer = post(VALID, MediaType.APPLICATION_JSON_VALUE);
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/xml");
		answer.expectBody(byte[].class)
			.value((body) -> assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo("<a>é</a>"));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void refusesWhatDoesNotValidate(InvalidSubmission row) {
		WebTestClient.ResponseSpec answer = post(row.body(), MediaType.APPLICATION_JSON_VALUE);
		answer.expectStatus().isEqualTo(422);
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/json");
		answer.expectHeader().doesNotExist("Submission-Id");
		answer.expectBody(String.class).isEqualTo(row.legacyBody());
		assertThat(this.handover.taken()).isEmpty();
	}

	@Test
	void refusesABodyThatIsNotDeclaredAsJson() {
		post(VALID, MediaType.TEXT_PLAIN_VALUE).expectStatus()
			.isEqualTo(422)
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("value is not a valid dict"));
	}

	@Test
	void saysThatABodyIsRequiredWhateverItsType() {
		this.client.post()
			.uri("/process-message")
			.header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN_VALUE)
			.exchange()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("[\"body\"]", "field required"));
	}

	@Test
	void tellsFieldErrorsAsRfc9457WhereAskedTo() {
		WebTestClient.ResponseSpec answer = this.client.post()
			.uri("/process-message")
			.accept(MediaType.APPLICATION_PROBLEM_JSON)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{")
			.exchange();
		answer.expectStatus().isEqualTo(422);
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/problem+json");
		answer.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:dibbs:problem:invalid-submission")
			.jsonPath("$.errors[0].msg")
			.isEqualTo("JSON decode error");
	}

	@Test
	void answersFailuresInTheWordsOfThePythonService() {
		this.handover.replies(WorkflowReply.Failed.of(new Problem(ProblemKind.STEP_FAILED, 418, "Service S", null)));
		WebTestClient.ResponseSpec answer = post(VALID, MediaType.APPLICATION_JSON_VALUE);
		answer.expectStatus().isEqualTo(418);
		answer.expectHeader().valueEquals("Submission-Id", FakeHandover.ID.toString());
		answer.expectBody(String.class).isEqualTo("{\"detail\":\"Service S\"}");
	}

	@Test
	void answers202WhenTheWaitIsOver() {
		this.handover.answers(Mono.just(new HandoverOutcome.StillRunning(FakeHandover.ID, true)));
		WebTestClient.ResponseSpec answer = post(VALID, MediaType.APPLICATION_JSON_VALUE);
		answer.expectStatus().isAccepted();
		answer.expectHeader().valueEquals("Submission-Id", FakeHandover.ID.toString());
		answer.expectBody()
			.jsonPath("$.status")
			.isEqualTo("ACCEPTED")
			.jsonPath("$.submission_id")
			.isEqualTo(FakeHandover.ID.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "TOO_MANY,429,1", "HANDOVER_UNAVAILABLE,503,5" })
	void saysWhenToComeBackWhereTheQueueTakesNothing(String row) {
		String[] columns = row.split(",");
		this.handover.answers(Mono.error(new ProblemException(ProblemKind.valueOf(columns[0]), "why")));
		WebTestClient.ResponseSpec answer = post(VALID, MediaType.APPLICATION_JSON_VALUE);
		answer.expectStatus().isEqualTo(Integer.parseInt(columns[1]));
		answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, columns[2]);
		answer.expectHeader().doesNotExist("Submission-Id");
		answer.expectBody(String.class).isEqualTo("{\"detail\":\"why\"}");
	}

	@Test
	void tellsNothingOfAnUnexpectedError() {
		this.handover.answers(Mono.error(new IllegalStateException("secret")));
		post(VALID, MediaType.APPLICATION_JSON_VALUE).expectStatus()
			.isEqualTo(500)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"Internal Server Error\"}");
	}

	@Test
	void takesALargeBodyWhole() {
		String message = "x".repeat(600_000);
		post(VALID.replace("<x/>", message), "application/fhir+json; charset=utf-8").expectStatus().isOk();
		assertThat(this.handover.taken()).singleElement()
			.satisfies((request) -> assertThat(request.message().length()).isEqualTo(message.length() + 2));
	}

	static Stream<InvalidSubmission> invalid() {
		return InvalidSubmission.all();
	}

	private WebTestClient.ResponseSpec post(String body, String contentType) {
		return this.client.post()
			.uri("/process-message")
			.header(HttpHeaders.CONTENT_TYPE, contentType)
			.bodyValue(body.getBytes(StandardCharsets.UTF_8))
			.exchange();
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.upload.TestForm;
import org.dibbs.orchestration.gateway.upload.TestZip;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class ProcessZipControllerTests {

	private static final String OK = "{\"message\":\"Processing succeeded!\",\"processed_values\":{}}";

	private final WebTestClient client;

	private final FakeHandover handover;

	ProcessZipControllerTests(@LocalServerPort int port, @Autowired FakeHandover handover) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.handover = handover;
	}

	@BeforeEach
	void completes() {
		this.handover.completes(WorkflowReply.JSON, OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/process-zip", "/orchestration/process-zip" })
	void answersWithTheResultAndNamesTheSubmission(String path) {
		MultipartBodyBuilder form = new MultipartBodyBuilder();
		form.part("message_type", "ecr");
		form.part("data_type", "zip");
		form.part("config_file_name", "c.json");
		form.part("upload_file", new ByteArrayResource(TestZip.eicr("<a/>"))).filename("a.zip");
		WebTestClient.ResponseSpec answer = this.client.post().uri(path).bodyValue(form.build()).exchange();
		answer.expectStatus().isOk();
		answer.expectHeader().valueEquals("Submission-Id", FakeHandover.ID.toString());
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/json");
		answer.expectBody(String.class).isEqualTo(OK);
		assertThat(this.handover.taken()).singleElement()
			.satisfies((request) -> assertThat(request.document().json())
				.isEqualTo("{\"message_type\":\"ecr\",\"config_file_name\":\"c.json\",\"message\":\"<a/>\"}"));
	}

	@Test
	void takesAMessageOf20Megabytes() {
		String message = "<a b=\"0123456789abcdef\">\n".repeat(800_000);
		post(TestForm.of("application/zip", TestZip.eicr(message))).expectStatus().isOk();
		assertThat(this.handover.taken()).singleElement()
			.satisfies((request) -> assertThat(request.message().text()).isEqualTo(message));
	}

	@Test
	void listsTheFieldsThatAreMissing() {
		post(new TestForm().field("message_type", "").field("data_type", "ecr").bytes()).expectStatus()
			.isEqualTo(422)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":[" + missing("message_type") + "," + missing("config_file_name") + ","
					+ missing("upload_file") + "]}");
		assertThat(this.handover.taken()).isEmpty();
	}

	private static String missing(String field) {
		return "{\"loc\":[\"body\",\"" + field + "\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}";
	}

	@Test
	void saysThatThereIsNoEicr() {
		byte[] form = TestForm.of("application/zip", new TestZip().with("bad.txt", "x").bytes());
		WebTestClient.ResponseSpec answer = post(form);
		answer.expectStatus().isEqualTo(422);
		answer.expectHeader().doesNotExist("Submission-Id");
		answer.expectBody(String.class).isEqualTo("{\"detail\":\"There is no eICR in this zip file.\"}");
		assertThat(this.handover.taken()).isEmpty();
	}

	@Test
	void tellsItAsRfc9457WhereAskedTo() {
		this.client.post()
			.uri("/process-zip")
			.accept(MediaType.APPLICATION_PROBLEM_JSON)
			.header(HttpHeaders.CONTENT_TYPE, TestForm.TYPE)
			.bodyValue(TestForm.of("application/zip", "x".getBytes(StandardCharsets.UTF_8)))
			.exchange()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:dibbs:problem:unusable-upload")
			.jsonPath("$.detail")
			.isEqualTo("The uploaded file is not a zip file.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "multipart/form-data" })
	void refusesWhatIsNoForm(String type) {
		this.client.post()
			.uri("/process-zip")
			.header(HttpHeaders.CONTENT_TYPE, type)
			.bodyValue("{}".getBytes(StandardCharsets.UTF_8))
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The request must be multipart/form-data with a boundary.\"}");
	}

	@Test
	void refusesABodyOverTheLimit() {
		post(TestForm.of("application/zip", new byte[1024 * 1024])).expectStatus().isEqualTo(413);
	}

	@Test
	void refusesAZipBomb() {
		post(TestForm.of("application/zip", TestZip.eicr(" ".repeat(29_000_000)))).expectStatus()
			.isEqualTo(413)
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("zip bomb"));
	}

	@Test
	void answers202WhenTheWaitIsOver() {
		this.handover.answers(Mono.just(new HandoverOutcome.StillRunning(FakeHandover.ID, true)));
		post(TestForm.of("application/zip", TestZip.eicr("<a/>"))).expectStatus().isAccepted();
	}

	@Test
	void answersFailuresAsProcessMessageDoes() {
		this.handover.replies(WorkflowReply.Failed.of(new Problem(ProblemKind.STEP_FAILED, 422, "Service S", null)));
		post(TestForm.of("application/zip", TestZip.eicr("<a/>"))).expectStatus()
			.isEqualTo(422)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"Service S\"}");
		this.handover.answers(Mono.error(new ProblemException(ProblemKind.TOO_MANY, "why")));
		post(TestForm.of("application/zip", TestZip.eicr("<a/>"))).expectHeader()
			.valueEquals(HttpHeaders.RETRY_AFTER, "1");
	}

	@Test
	void knowsNoOtherVerb() {
		this.client.get()
			.uri("/process-zip")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"Method Not Allowed\"}");
	}

	private WebTestClient.ResponseSpec post(byte[] form) {
		return this.client.post()
			.uri("/process-zip")
			.header(HttpHeaders.CONTENT_TYPE, TestForm.TYPE)
			.bodyValue(form)
			.exchange();
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class BatchHandlerTests {

	private static final String PATH = "/submissions/batch?message_type=elr&config_file_name=c.json";

	private static final String HL7 = "FHS|\rBHS|\rMSH|1\rMSH|2\rBTS|2\rFTS|1\r";

	private static final String LINE = "{\"message_type\":\"fhir\",\"data_type\":\"fhir\",\"config_file_name\":\"c.json\",\"message\":{}}\n";

	private final WebTestClient client;

	private final FakeHandover handover;

	private final BodyMemory memory;

	BatchHandlerTests(@LocalServerPort int port, @Autowired FakeHandover handover, @Autowired BodyMemory memory) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.handover = handover;
		this.memory = memory;
	}

	@BeforeEach
	void accepts() {
		this.handover.answersBatches(Mono.just(true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/orchestration" })
	void takesABatchAndSaysWhereToAskForIt(String prefix) {
		WebTestClient.ResponseSpec answer = send(prefix + PATH, "application/hl7-v2", HL7);
		answer.expectStatus().isEqualTo(202);
		SubmissionId id = this.handover.batches().keySet().iterator().next();
		String self = prefix + "/submissions/batches/" + id;
		answer.expectHeader().valueEquals("Location", self);
		answer.expectHeader().valueEquals("Batch-Id", id.toString());
		answer.expectHeader().doesNotExist("Submission-Id");
		answer.expectBody()
			.jsonPath("$.batch_id")
			.isEqualTo(id.toString())
			.jsonPath("$.messages")
			.isEqualTo(2)
			.jsonPath("$.links.self")
			.isEqualTo(self)
			.jsonPath("$.links.submissions")
			.isEqualTo(prefix + "/submissions?batch=" + id);
		answer.expectHeader().doesNotExist("Retry-After");
		assertThat(documents().messages()).isEqualTo(2);
		assertThat(documents().lines()).asString(StandardCharsets.UTF_8)
			.isEqualTo(
					"{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":\"c.json\",\"message\":\"MSH|1\\r\"}\n"
							+ "{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":\"c.json\",\"message\":\"MSH|2\\r\"}\n");
	}

	@Test
	void saysOfABatchThatItMayNotBeFoundYet() {
		this.handover.answersBatches(Mono.just(false));
		WebTestClient.ResponseSpec answer = send(PATH, "application/hl7-v2", HL7);
		answer.expectStatus().isEqualTo(202);
		answer.expectHeader().valueEquals("Retry-After", "5");
		answer.expectBody()
			.jsonPath("$.message")
			.value((String message) -> assertThat(message).contains("accepted", "404"));
	}

	@Test
	void takesABatchThatIsTooLargeForTheEventLoop() {
		int count = BodyReader.SMALL / LINE.length() + 1;
		send("/submissions/batch", "application/x-ndjson", LINE.repeat(count)).expectStatus().isEqualTo(202);
		assertThat(documents().messages()).isEqualTo(count);
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void takesNothingWhereAnythingIsWrong() {
		send("/submissions/batch", "application/x-ndjson", LINE + "{}\n" + LINE).expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.detail[0].loc")
			.isEqualTo(java.util.List.of("body", 2, "message_type"));
		send(PATH, "text/plain", HL7.replace("BTS|2", "BTS|3")).expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.detail[0].msg")
			.isEqualTo("BTS-1 says 3 messages, but 2 were found since BHS in line 2");
		assertThat(this.handover.batches()).isEmpty();
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void tellsWhatIsWrongAsAProblemToo() {
		this.client.post()
			.uri("/submissions/batch")
			.header("Accept", "application/problem+json")
			.header("Content-Type", "application/x-ndjson")
			.bodyValue("{}")
			.exchange()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:dibbs:problem:invalid-submission")
			.jsonPath("$.errors[0].loc[1]")
			.isEqualTo(1);
	}

	@Test
	void refusesAnEmptyBody() {
		this.client.post().uri(PATH).exchange().expectStatus().isEqualTo(422);
		send(PATH, "text/plain", "").expectStatus().isEqualTo(422);
		send(PATH, "application/jsonl", "").expectStatus().isEqualTo(422);
	}

	@Test
	void refusesABodyThatIsTooLarge() {
		send(PATH, "text/plain", "x".repeat(1024 * 1024 + 1)).expectStatus().isEqualTo(413);
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void saysWhenTheQueueIsAway() {
		this.handover.answersBatches(Mono.error(new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE, "away")));
		send(PATH, "text/plain", HL7).expectStatus().isEqualTo(503).expectHeader().valueEquals("Retry-After", "5");
		assertThat(this.memory.used()).isZero();
	}

	@Test
	void knowsNoOtherVerb() {
		this.client.get()
			.uri("/submissions/batch")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals("Allow", "POST");
	}

	private WebTestClient.ResponseSpec send(String path, String type, String body) {
		return this.client.post().uri(path).header("Content-Type", type).bodyValue(body).exchange();
	}

	private BatchDocuments documents() {
		return this.handover.batches().values().iterator().next();
	}

}

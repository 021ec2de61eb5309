package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.List;

import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.upload.TestForm;
import org.dibbs.orchestration.gateway.upload.TestZip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class SubmissionsHandlerTests {

	private static final String MESSAGE = "{\"message_type\":\"fhir\",\"data_type\":\"fhir\",\"config_file_name\":\"c.json\","
			+ "\"message\":{}}";

	private final WebTestClient client;

	private final FakeHandover handover;

	SubmissionsHandlerTests(@LocalServerPort int port, @Autowired FakeHandover handover) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.handover = handover;
	}

	@BeforeEach
	void runsOn() {
		this.handover.answers(Mono.just(new HandoverOutcome.StillRunning(FakeHandover.ID, true)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/orchestration" })
	void takesAMessageWithoutWaiting(String prefix) {
		WebTestClient.ResponseSpec answer = this.client.post()
			.uri(prefix + "/submissions")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(MESSAGE)
			.exchange();
		answer.expectStatus().isEqualTo(202);
		answer.expectHeader().valueEquals("Location", prefix + "/submissions/" + FakeHandover.ID);
		answer.expectHeader().valueEquals("Submission-Id", FakeHandover.ID.toString());
		answer.expectBody().jsonPath("$.status").isEqualTo("ACCEPTED");
		assertThat(this.handover.lastWait()).isZero();
	}

	@Test
	void takesAnUpload() {
		this.client.post()
			.uri("/submissions")
			.header("Content-Type", TestForm.TYPE)
			.bodyValue(TestForm.of("application/zip", TestZip.eicr("<a/>")))
			.exchange()
			.expectStatus()
			.isEqualTo(202);
		assertThat(this.handover.taken()).singleElement()
			.satisfies((request) -> assertThat(request.message().text()).isEqualTo("<a/>"));
	}

	@Test
	void refusesWhatDoesNotValidate() {
		this.client.post()
			.uri("/submissions")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(422);
		assertThat(this.handover.taken()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/submissions", "/process-message" })
	void waitsAsLongAsTheCallerPrefers(String path) {
		this.client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.header("Prefer", "respond-async, wait=7")
			.bodyValue(MESSAGE)
			.exchange()
			.expectHeader()
			.values("Preference-Applied", (values) -> assertThat(values).isEqualTo(List.of("respond-async, wait=7")));
		assertThat(this.handover.lastWait()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void waitsAsLongAsIsUsualWhereTheCallerPrefersNothing() {
		this.client.post()
			.uri("/process-message")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(MESSAGE)
			.exchange()
			.expectHeader()
			.doesNotExist("Preference-Applied");
		assertThat(this.handover.lastWait()).isNull();
	}

}

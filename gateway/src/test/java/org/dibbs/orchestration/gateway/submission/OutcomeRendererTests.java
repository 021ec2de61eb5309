package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeRendererTests {

	private static final byte[] BODY = "{\"detail\":\"d\"}".getBytes(StandardCharsets.UTF_8);

	private final SubmissionId id = SubmissionId.next();

	private final MockServerHttpRequest request = MockServerHttpRequest.post("/").build();

	@Test
	void doesNotCopyABody() {
		Answer answer = render(new WorkflowReply.Completed(WorkflowReply.XML, BODY));
		assertThat(answer).isEqualTo(new Answer(200, "application/xml", BODY));
		assertThat(answer.body()).isSameAs(BODY);
	}

	@ParameterizedTest
	@CsvSource({ "100,502", "0,502", "199,502", "201,201", "204,502", "205,502", "302,302", "304,502", "400,400",
			"418,418", "599,599", "600,502", "999,502", "1000000,502" })
	void passesOnAStatusWhereItCanBeOne(int status, int answered) {
		assertThat(render(new WorkflowReply.Failed(ProblemKind.STEP_FAILED, status, BODY)).status())
			.isEqualTo(answered);
	}

	@Test
	void tellsAFailureAsRfc9457WhereAskedTo() {
		MockServerHttpRequest asking = MockServerHttpRequest.post("/")
			.accept(MediaType.APPLICATION_PROBLEM_JSON)
			.build();
		WorkflowReply failed = new WorkflowReply.Failed(ProblemKind.STEP_FAILED, 100, BODY);
		Answer answer = OutcomeRenderer.render(new HandoverOutcome.Answered(this.id, failed),
				MockServerWebExchange.from(asking));
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.body()).asString(StandardCharsets.UTF_8)
			.contains("\"type\":\"urn:dibbs:problem:step-failed\"", "\"status\":502", "\"detail\":\"d\"",
					"\"submission_id\":\"" + this.id + "\"");
	}

	@Test
	void saysWhereASubmissionThatStillRunsCanBeAskedFor() {
		MockServerWebExchange exchange = MockServerWebExchange.from(this.request);
		Answer answer = OutcomeRenderer.render(new HandoverOutcome.StillRunning(this.id, true), exchange);
		String address = "/submissions/" + this.id;
		assertThat(answer.status()).isEqualTo(202);
		assertThat(exchange.getResponse().getHeaders().getLocation()).hasToString(address);
		assertThat(exchange.getResponse().getHeaders().getFirst("Retry-After")).isNull();
		assertThat(answer.body()).asString(StandardCharsets.UTF_8)
			.contains("\"submission_id\":\"" + this.id + "\"", "\"links\":{\"self\":\"" + address + "\",\"result\":\""
					+ address + "/result\",\"events\":\"" + address + "/events\"}");
	}

	@Test
	void saysOfASubmissionThatItMayNotBeFoundYet() {
		MockServerWebExchange exchange = MockServerWebExchange.from(this.request);
		Answer answer = OutcomeRenderer.render(new HandoverOutcome.StillRunning(this.id, false), exchange);
		assertThat(answer.status()).isEqualTo(202);
		assertThat(exchange.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("5");
		assertThat(exchange.getResponse().getHeaders().getLocation()).hasToString("/submissions/" + this.id);
		assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains("accepted", "404", this.id.toString());
	}

	private Answer render(WorkflowReply reply) {
		return OutcomeRenderer.render(new HandoverOutcome.Answered(this.id, reply),
				MockServerWebExchange.from(this.request));
	}

}

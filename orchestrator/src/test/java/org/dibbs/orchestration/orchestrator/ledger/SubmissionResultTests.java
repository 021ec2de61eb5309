package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionResultTests extends SubmissionFixture {

	@Test
	void givesTheStoredAnswerAsTheSynchronousCallerGotIt() {
		ended("completed", 200);
		store(new WorkflowReply.Completed(WorkflowReply.XML, "<a/>".getBytes(StandardCharsets.UTF_8)));
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result")).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_XML)
			.hasHeader("Submission-Id", this.events.id.toString())
			.hasBodyTextEqualTo("<a/>");
	}

	@Test
	void givesAStoredErrorInBothForms() {
		WorkflowReply failed = WorkflowReply.Failed
			.of(new Problem(ProblemKind.STEP_FAILED, 418, "Service a failed with error b", null));
		ended("step-failed", 418);
		store(failed);
		assertThat(this.mvc.get()
			.uri("/submissions/" + this.events.id + "/result")
			.accept(MediaType.APPLICATION_PROBLEM_JSON)).hasStatus(418)
			.bodyText()
			.isEqualTo("{\"type\":\"urn:dibbs:problem:step-failed\",\"title\":\"A step of the workflow failed\","
					+ "\"status\":418,\"detail\":\"Service a failed with error b\",\"submission_id\":\""
					+ this.events.id + "\"}");
	}

	@Test
	void anAnswerThatIsNotThereYetIsToldWithTheStatus() {
		write(this.events.started(1));
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result")).hasStatus(HttpStatus.ACCEPTED)
			.hasHeader(HttpHeaders.RETRY_AFTER, "1")
			.bodyText()
			.contains("\"status\":\"RUNNING\"");
	}

	@Test
	void anAnswerThatIsNotThereAnyMoreIsGone() {
		ended("completed", 200);
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result")).hasStatus(HttpStatus.GONE)
			.bodyText()
			.isEqualTo("{\"detail\":\"The result is not in dibbs-results/1/1 any more; "
					+ "results are deleted after their retention.\"}");
	}

	@Test
	void anotherSubmissionsAnswerIsNeverGiven() {
		ended("completed", 200);
		ProducerRecord<String, byte[]> other = ExchangeCodec.record(SubmissionId.next(), 1,
				new WorkflowReply.Completed(WorkflowReply.JSON, new byte[] { '1' }));
		store(other);
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result")).hasStatus(HttpStatus.GONE);
	}

	@Test
	void aKafkaThatDoesNotAnswerIs503() {
		ended("completed", 200);
		this.archiveFails = new ArchiveException("away", false, null);
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result"))
			.hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void tooManyReadersAreRefused() {
		ended("completed", 200);
		this.archiveFails = new ArchiveException("busy", true, null);
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result"))
			.hasStatus(HttpStatus.TOO_MANY_REQUESTS);
	}

	@Test
	void aDeadSubmissionWithoutAnswerSaysSo() {
		write(this.events.dead(1));
		assertThat(this.mvc.get().uri("/submissions/" + this.events.id + "/result")).hasStatus(HttpStatus.GONE)
			.bodyText()
			.contains("ended without an answer");
	}

	private void ended(String outcome, int status) {
		write(this.events.started(1), this.events.finished(1, outcome, status));
	}

	private void store(WorkflowReply reply) {
		store(ExchangeCodec.record(this.events.id, 1, reply));
	}

	private void store(ProducerRecord<String, byte[]> stored) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.RESULTS, 1, 1, stored.key(),
				stored.value());
		stored.headers().forEach(record.headers()::add);
		this.archived.put(new RecordPlace(Topics.RESULTS, 1, 1), record);
	}

}

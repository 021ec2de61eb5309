package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class BatchControllerTests extends SubmissionFixture {

	private final SubmissionId id = SubmissionId.next();

	private final String uri = "/submissions/batches/" + this.id;

	private final Events child = new Events(SubmissionId.ofBatch(this.id, 1), Events.START);

	@Test
	void tellsHowFarABatchIs() {
		write(accepted());
		assertThat(this.mvc.get().uri(this.uri)).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyText()
			.isEqualTo("{\"batch_id\":\"" + this.id + "\",\"messages\":1,\"accepted_at\":\"2026-03-01T10:59:58.123Z\","
					+ "\"split_at\":null,\"by_status\":{\"ACCEPTED\":1,\"RUNNING\":0,\"SUCCEEDED\":0,\"FAILED\":0,"
					+ "\"DEAD\":0},\"finished\":false,\"links\":{\"self\":\"" + this.uri
					+ "\",\"submissions\":\"/submissions?batch=" + this.id + "\"}}");
		write(new SubmissionEvent.BatchSplit(this.id, Events.START.plusSeconds(1), 1), acceptedChild());
		assertThat(this.mvc.get().uri(this.uri)).hasStatusOk()
			.bodyText()
			.contains("\"split_at\":\"2026-03-01T10:59:59.123Z\"", "\"ACCEPTED\":1,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "01890a5d-ac96-774b-bcce-b302099a8057", "result" })
	void whatNobodyAcceptedIsUnknownInBothForms(String unknown) {
		assertThat(this.mvc.get().uri("/submissions/batches/{id}", unknown)).hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.startsWith("{\"detail\":\"There is no ")
			.contains("batch");
		assertThat(this.mvc.get().uri("/submissions/batches/{id}", unknown).accept(MediaType.APPLICATION_PROBLEM_JSON))
			.hasStatus(HttpStatus.NOT_FOUND)
			.bodyText()
			.contains("\"type\":\"urn:dibbs:problem:unknown-submission\"");
	}

	@Test
	void whatIsOnItsWayIntoTheLedgerIsFound() {
		this.end = 1;
		this.onTheirWay.add(accepted());
		assertThat(this.mvc.get().uri(this.uri)).hasStatusOk();
	}

	@Test
	void aLedgerThatLagsDoesNotSayThatABatchIsUnknown() {
		this.end = 1;
		assertThat(this.mvc.get().uri(this.uri)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader(HttpHeaders.RETRY_AFTER, "5")
			.bodyText()
			.contains("batch", "lags behind");
	}

	@Test
	void waitsUntilAllHaveEnded() throws InterruptedException {
		write(accepted(), acceptedChild());
		Thread end = Thread.ofVirtual()
			.start(() -> write(this.child.started(1), this.child.finished(1, "completed", 200)));
		assertThat(this.mvc.get().uri(this.uri + "?wait=30s")).hasStatusOk()
			.bodyText()
			.contains("\"SUCCEEDED\":1", "\"finished\":true");
		end.join();
	}

	@Test
	void aDatabaseThatIsAwayIsNoErrorOfOurs() {
		this.database.jdbc.execute("ALTER TABLE submission_batch RENAME TO away");
		assertThat(this.mvc.get().uri(this.uri)).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void aWaitThatCannotBeIsRefused() {
		assertThat(this.mvc.get().uri(this.uri + "?wait=x")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
	}

	private SubmissionEvent accepted() {
		return new SubmissionEvent.BatchAccepted(this.id, Events.START, Caller.DEFAULT_TENANT, SubmissionOrigin.BATCH,
				1, new RecordPlace(Topics.SUBMISSIONS, 3, 14));
	}

	private SubmissionEvent acceptedChild() {
		return new SubmissionEvent.Accepted(this.child.id, Events.START, Caller.DEFAULT_TENANT, SubmissionOrigin.BATCH,
				this.child.source, this.id);
	}

}

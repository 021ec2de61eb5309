package org.dibbs.orchestration.gateway.handover;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.errors.TimeoutException;
import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers are told while the queue has the submission, and the ledger was not told
 * of it.
 */
class KafkaHandoverAnnouncementTests extends KafkaHandoverFixture {

	private final List<Object> answers = new ArrayList<>();

	@Test
	void keepsWhoDoesNotWaitUntilTheLedgerIsToldThoughThatTakesLongerThanAnAcknowledgement() {
		handOver(Duration.ZERO);
		pass(LIMITS.acknowledgement().plusSeconds(1));
		assertThat(this.answers).isEmpty();
		written();
		assertThat(this.answers).containsExactly(stillRunning(true));
	}

	@Test
	void tellsTheLedgerOnceMoreWhereTheProducerHasGivenUp() {
		handOver(Duration.ZERO);
		fails();
		pass(Announcements.FIRST_PAUSE);
		assertThat(this.events).hasSize(2);
		assertThat(this.answers).isEmpty();
		written();
		assertThat(this.answers).containsExactly(stillRunning(true));
	}

	@Test
	void tellsWhoDoesNotWaitThatItMayNotBeFoundWhereTheLedgerIsNotToldInTime() {
		handOver(Duration.ZERO);
		pass(LIMITS.announcement());
		assertThat(this.answers).containsExactly(stillRunning(false));
	}

	@Test
	void goesOnTellingTheLedgerWhenTheCallerHasGone() {
		handOver(Duration.ZERO);
		pass(LIMITS.announcement());
		fails();
		pass(Announcements.FIRST_PAUSE);
		assertThat(this.events).hasSize(2);
		written();
		assertThat(this.announcements.outstanding()).isZero();
	}

	@Test
	void answersWithTheReplyWithoutRegardToTheLedger() {
		handOver(null);
		this.pending.complete(this.ids.getFirst(), Requests.REPLY);
		pass(Duration.ZERO);
		assertThat(this.answers).containsExactly(new HandoverOutcome.Answered(this.ids.getFirst(), Requests.REPLY));
	}

	@Test
	void countsTheTimeThatACallerHasWaitedForTheReplyAlready() {
		handOver(Duration.ofSeconds(3));
		pass(LIMITS.announcement().minusMillis(1));
		assertThat(this.answers).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(this.answers).containsExactly(stillRunning(false));
	}

	@Test
	void keepsNobodyAnyLongerWhoHasWaitedLongEnough() {
		handOver(LIMITS.announcement().plusSeconds(1));
		pass(LIMITS.announcement().plusSeconds(1));
		assertThat(this.answers).containsExactly(stillRunning(false));
	}

	@Test
	void tellsWhoSendsABatchTheSame() {
		handOverBatch();
		written();
		assertThat(this.answers).containsExactly(true);
	}

	@Test
	void tellsWhoSendsABatchThatItMayNotBeFound() {
		handOverBatch();
		pass(LIMITS.announcement());
		assertThat(this.answers).containsExactly(false);
	}

	@Test
	void keepsNobodyAtShutdown() {
		handOver(Duration.ZERO);
		handOver(null);
		this.pending.letGo();
		pass(Duration.ZERO);
		assertThat(this.answers).hasSize(2)
			.allSatisfy((answer) -> assertThat(answer).isInstanceOfSatisfying(HandoverOutcome.StillRunning.class,
					(running) -> assertThat(running.findable()).isFalse()));
	}

	private void handOver(Duration wait) {
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), wait, this.copied::incrementAndGet)
			.subscribe(this.answers::add);
		acknowledge(this.sent.size() - 1);
	}

	private void handOverBatch() {
		BatchDocuments documents = new BatchDocuments("{}\n{}".getBytes(StandardCharsets.UTF_8), 2);
		this.handover.handOverBatch(SubmissionId.next(), Caller.DEFAULT_TENANT, documents, this.copied::incrementAndGet)
			.subscribe(this.answers::add);
		acknowledge();
	}

	private HandoverOutcome stillRunning(boolean findable) {
		return new HandoverOutcome.StillRunning(this.ids.getFirst(), findable);
	}

	private void written() {
		this.events.getLast().onCompletion(null, null);
		pass(Duration.ZERO);
	}

	private void fails() {
		this.events.getLast().onCompletion(null, new TimeoutException("expired"));
	}

	private void pass(Duration time) {
		this.time.advanceTimeBy(time);
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

import org.apache.kafka.common.errors.TimeoutException;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaHandoverWaitingTests extends KafkaHandoverFixture {

	@Test
	void letsACallerWhoDoesNotWaitGoWhenTheLedgerKnowsTheSubmission() {
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), Duration.ZERO,
					this.copied::incrementAndGet))
			.assertNext(
					(outcome) -> assertThat(outcome).isEqualTo(new HandoverOutcome.StillRunning(this.ids.get(0), true)))
			.expectComplete()
			.verifyLater();
		acknowledge();
		assertThat(this.pending.size()).as("places of callers who wait").isZero();
		this.events.getFirst().onCompletion(null, null);
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.resultPartitions).containsOnlyNulls();
	}

	@Test
	void waitsAsLongAsTheCallerPrefers() {
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), Duration.ofSeconds(3),
					this.copied::incrementAndGet))
			.assertNext(
					(outcome) -> assertThat(outcome).isEqualTo(new HandoverOutcome.StillRunning(this.ids.get(0), true)))
			.expectComplete()
			.verifyLater();
		acknowledge();
		this.events.getFirst().onCompletion(null, null);
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		verifier.verify();
	}

	@Test
	void tellsWhoWatchesEachStepAndTheEnd() {
		SubmissionId id = SubmissionId.next();
		SubmissionProgress end = new SubmissionProgress.End(Requests.REPLY);
		StepVerifier verifier = StepVerifier.create(watch(id)).expectNext(STEP, end).expectComplete().verifyLater();
		acknowledge();
		this.pending.tell(id, STEP);
		this.pending.tell(id, end);
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void letsWhoWatchesGoWhenAStepTakesTooLong() {
		SubmissionId id = SubmissionId.next();
		StepVerifier verifier = StepVerifier.create(watch(id)).expectNext(STEP).expectComplete().verifyLater();
		acknowledge();
		this.time.advanceTimeBy(LIMITS.longestStep().minusSeconds(1));
		this.pending.tell(id, STEP);
		this.time.advanceTimeBy(LIMITS.longestStep().minusSeconds(1));
		assertThat(this.pending.size()).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void letsWhoWatchesGoAtShutdown() {
		StepVerifier verifier = StepVerifier.create(watch(SubmissionId.next())).expectComplete().verifyLater();
		acknowledge();
		this.pending.letGo();
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
	}

	@Test
	void refusesToWatchWhenPublishingFails() {
		StepVerifier verifier = StepVerifier.create(watch(SubmissionId.next()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(ProblemException.class))
			.verifyLater();
		this.sent.get(0).onCompletion(null, new TimeoutException("expired"));
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	private Flux<SubmissionProgress> watch(SubmissionId id) {
		return this.handover.watch(id, Caller.DEFAULT_TENANT, Requests.request(), this.copied::incrementAndGet);
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.lang.ref.WeakReference;
import java.time.Duration;

import org.apache.kafka.common.errors.TimeoutException;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaHandoverTests extends KafkaHandoverFixture {

	@Test
	void answersWithTheReply() {
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null,
					this.copied::incrementAndGet))
			.assertNext((outcome) -> assertThat(outcome)
				.isEqualTo(new HandoverOutcome.Answered(this.ids.get(0), Requests.REPLY)))
			.expectComplete()
			.verifyLater();
		acknowledge();
		this.pending.complete(this.ids.get(0), Requests.REPLY);
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void putsASubmissionOnTheQueueByTheIdItIsGiven() {
		SubmissionId id = SubmissionId.next();
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(id, Caller.DEFAULT_TENANT, Requests.request(), Duration.ZERO,
					this.copied::incrementAndGet))
			.expectNext(new HandoverOutcome.StillRunning(id, true))
			.expectComplete()
			.verifyLater();
		acknowledge();
		this.events.get(0).onCompletion(null, null);
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.ids).containsExactly(id);
		assertThat(this.resultPartitions).containsExactly((Long) null);
	}

	@Test
	void doesNothingBeforeItIsSubscribedTo() {
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet);
		assertThat(this.pending.size()).isZero();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void goesOnWithoutTheAcknowledgementWhenTheReplyIsThere() {
		StepVerifier verifier = verifyAnswered();
		this.pending.complete(this.ids.get(0), Requests.REPLY);
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
	}

	@Test
	void refusesWhenTheQueueDoesNotConfirmInTime() {
		StepVerifier verifier = verifyRefused(ProblemKind.HANDOVER_UNAVAILABLE);
		this.time.advanceTimeBy(Duration.ofSeconds(4));
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void refusesAtOnceWhenPublishingFails() {
		StepVerifier verifier = verifyRefused(ProblemKind.HANDOVER_UNAVAILABLE);
		this.sent.get(0).onCompletion(null, new TimeoutException("expired"));
		this.time.advanceTimeBy(Duration.ZERO);
		verifier.verify();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void letsTheCallerGoWhenTheWaitIsOver() {
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null,
					this.copied::incrementAndGet))
			.assertNext(
					(outcome) -> assertThat(outcome).isEqualTo(new HandoverOutcome.StillRunning(this.ids.get(0), true)))
			.expectComplete()
			.verifyLater();
		acknowledge();
		this.events.getFirst().onCompletion(null, null);
		this.time.advanceTimeBy(Duration.ofSeconds(120));
		verifier.verify();
		assertThat(this.pending.complete(this.ids.get(0), Requests.REPLY)).isFalse();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void letsCallersGoAtShutdown() {
		FarewellLifecycle farewell = new FarewellLifecycle(this.pending, LIMITS.shutdownWait(), this.time);
		farewell.start();
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null,
					this.copied::incrementAndGet))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(HandoverOutcome.StillRunning.class))
			.expectComplete()
			.verifyLater();
		acknowledge();
		farewell.stop();
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		verifier.verify();
	}

	@Test
	void givesThePlaceBackWhenTheCallerLeaves() {
		Disposable caller = this.handover
			.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet)
			.subscribe();
		acknowledge();
		assertThat(this.pending.size()).isEqualTo(1);
		caller.dispose();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void refusesMoreCallersThanThereArePlaces() {
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet)
			.subscribe();
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet)
			.subscribe();
		verifyRefused(ProblemKind.TOO_MANY).verify();
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void takesThoseWhoDoNotWaitWhileAllPlacesOfThoseWhoWaitAreTakenAndNoMoreOfThem() {
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet)
			.subscribe();
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null, this.copied::incrementAndGet)
			.subscribe();
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), Duration.ZERO, this.copied::incrementAndGet)
			.subscribe();
		this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), Duration.ZERO, this.copied::incrementAndGet)
			.subscribe();
		assertThat(this.sent).hasSize(4);
		StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), Duration.ZERO,
					this.copied::incrementAndGet))
			.expectErrorSatisfies(
					(error) -> assertThat(((ProblemException) error).problem().kind()).isEqualTo(ProblemKind.TOO_MANY))
			.verify();
	}

	@Test
	void refusesWithoutAnAddressForTheReply() {
		this.partition.set(null);
		verifyRefused(ProblemKind.HANDOVER_UNAVAILABLE).verify();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void refusesAtOnceWhileTheBrokerIsLost() {
		this.brokerTime.addAndGet(BrokerContact.LOST_AFTER.toNanos() + 1);
		verifyRefused(ProblemKind.HANDOVER_UNAVAILABLE).verify();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void holdsNothingOfTheMessageWhileTheCallerWaits() {
		WeakReference<byte[]> body = handOverLargeMessage();
		acknowledge();
		await().until(() -> {
			System.gc();
			return body.get() == null;
		});
		assertThat(this.pending.size()).isEqualTo(1);
		assertThat(this.copied).hasValue(1);
	}

	private WeakReference<byte[]> handOverLargeMessage() {
		SubmissionRequest request = Requests.request("x".repeat(1_000_000));
		WeakReference<byte[]> body = new WeakReference<>(request.document().bytes());
		Mono.just(new Object())
			.flatMap((ignored) -> this.handover.handOver(Caller.DEFAULT_TENANT, request, null,
					this.copied::incrementAndGet))
			.subscribe();
		return body;
	}

	private StepVerifier verifyAnswered() {
		return StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null,
					this.copied::incrementAndGet))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(HandoverOutcome.Answered.class))
			.expectComplete()
			.verifyLater();
	}

	private StepVerifier verifyRefused(ProblemKind kind) {
		return StepVerifier
			.create(this.handover.handOver(Caller.DEFAULT_TENANT, Requests.request(), null,
					this.copied::incrementAndGet))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(ProblemException.class,
					(problem) -> assertThat(problem.problem().kind()).isEqualTo(kind)))
			.verifyLater();
	}

}

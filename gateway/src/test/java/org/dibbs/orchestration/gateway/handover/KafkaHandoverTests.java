package org.dibbs.orchestration.gateway.handover;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaHandoverTests {

	private static final HandoverProperties LIMITS = new HandoverProperties(Duration.ofSeconds(120),
			Duration.ofSeconds(600), Duration.ofSeconds(4), 2, 1, Duration.ofSeconds(20));

	private static final SubmissionProgress STEP = new SubmissionProgress.Step(1, "validate", true, 200,
			JsonFragment.EMPTY_OBJECT);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final PendingReplies pending = new PendingReplies(LIMITS.maxPending());

	private final List<Callback> sent = new ArrayList<>();

	private final List<SubmissionId> ids = new ArrayList<>();

	private final AtomicReference<Integer> partition = new AtomicReference<>(3);

	private final AtomicLong brokerTime = new AtomicLong();

	private final BrokerContact contact = new BrokerContact(this.brokerTime::get);

	private final AtomicInteger copied = new AtomicInteger();

	private final KafkaHandover handover = handover();

	@Test
	void answersWithTheReply() {
		StepVerifier verifier = StepVerifier
			.create(this.handover.handOver(Requests.request(), this.copied::incrementAndGet))
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
	void doesNothingBeforeItIsSubscribedTo() {
		this.handover.handOver(Requests.request(), this.copied::incrementAndGet);
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
			.create(this.handover.handOver(Requests.request(), this.copied::incrementAndGet))
			.assertNext((outcome) -> assertThat(outcome).isEqualTo(new HandoverOutcome.StillRunning(this.ids.get(0))))
			.expectComplete()
			.verifyLater();
		acknowledge();
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
			.create(this.handover.handOver(Requests.request(), this.copied::incrementAndGet))
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
		Disposable caller = this.handover.handOver(Requests.request(), this.copied::incrementAndGet).subscribe();
		acknowledge();
		assertThat(this.pending.size()).isEqualTo(1);
		caller.dispose();
		assertThat(this.pending.size()).isZero();
	}

	@Test
	void refusesMoreCallersThanThereArePlaces() {
		this.handover.handOver(Requests.request(), this.copied::incrementAndGet).subscribe();
		this.handover.handOver(Requests.request(), this.copied::incrementAndGet).subscribe();
		verifyRefused(ProblemKind.TOO_MANY).verify();
		assertThat(this.sent).hasSize(2);
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
		return this.handover.watch(id, Requests.request(), this.copied::incrementAndGet);
	}

	private WeakReference<byte[]> handOverLargeMessage() {
		SubmissionRequest request = Requests.request("x".repeat(1_000_000));
		WeakReference<byte[]> body = new WeakReference<>(request.document().bytes());
		Mono.just(new Object())
			.flatMap((ignored) -> this.handover.handOver(request, this.copied::incrementAndGet))
			.subscribe();
		return body;
	}

	private StepVerifier verifyAnswered() {
		return StepVerifier.create(this.handover.handOver(Requests.request(), this.copied::incrementAndGet))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOf(HandoverOutcome.Answered.class))
			.expectComplete()
			.verifyLater();
	}

	private StepVerifier verifyRefused(ProblemKind kind) {
		return StepVerifier.create(this.handover.handOver(Requests.request(), this.copied::incrementAndGet))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(ProblemException.class,
					(problem) -> assertThat(problem.problem().kind()).isEqualTo(kind)))
			.verifyLater();
	}

	private void acknowledge() {
		this.sent.get(0).onCompletion(null, null);
		this.time.advanceTimeBy(Duration.ZERO);
	}

	private KafkaHandover handover() {
		SubmissionPublisher publisher = new SubmissionPublisher(this::producer, Runnable::run,
				new PublishingState(() -> 0));
		publisher.open();
		this.contact.made();
		return new KafkaHandover(this.partition::get, this.contact, this.pending, publisher, LIMITS,
				InstantSource.system(), this.time);
	}

	// Keeps no record, unlike the history of a plain mock.
	private Producer<String, byte[]> producer() {
		return new MockProducer<>() {

			@Override
			public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
				KafkaHandoverTests.this.ids.add(SubmissionId.parse(record.key()));
				KafkaHandoverTests.this.sent.add(callback);
				return null;
			}

		};
	}

}

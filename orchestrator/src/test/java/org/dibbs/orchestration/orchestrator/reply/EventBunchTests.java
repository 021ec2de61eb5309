package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class EventBunchTests {

	private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer());

	private final SubmissionId id = SubmissionId.next();

	private final List<Runnable> due = new ArrayList<>();

	private final List<Future<?>> alarms = new ArrayList<>();

	private final EventBunch bunch = new EventBunch(
			new EventPublisher(new RecordSender(() -> this.producer, Duration.ofMillis(1))), this::later);

	@Test
	void progressIsToldTogetherWithTheEndThatComesSoonAfter() throws InterruptedException {
		this.bunch.mention(step(1));
		this.bunch.mention(step(2));
		assertThat(told()).isEmpty();
		this.bunch.insist(step(3));
		assertThat(told()).containsExactly(1, 2, 3);
		assertThat(this.alarms).singleElement().satisfies((alarm) -> assertThat(alarm.isCancelled()).isTrue());
	}

	@Test
	void progressOfWhatTakesLongerIsToldWithoutWaitingForTheEnd() {
		this.bunch.mention(step(1));
		this.due.removeFirst().run();
		assertThat(told()).containsExactly(1);
		this.bunch.mention(step(2));
		this.due.removeFirst().run();
		assertThat(told()).containsExactly(1, 2);
	}

	@Test
	void whatIsToldAtOnceDoesNotOvertakeWhatWasKeptBack() {
		this.bunch.mention(step(1));
		this.bunch.tell(step(2));
		assertThat(told()).containsExactly(1, 2);
	}

	@Test
	@Timeout(60)
	void aBeginningDoesNotWaitForItsTurnAndComesBeforeAllThatIsToldMeanwhile() throws Exception {
		SendGate closed = new SendGate(Duration.ofHours(1));
		closed.pass();
		EventBunch behind = new EventBunch(
				new EventPublisher(new RecordSender(() -> this.producer, Duration.ofMillis(1), closed)), this::later);
		CompletableFuture<Boolean> told = behind.announce(step(1));
		assertThat(told).isNotDone();
		behind.mention(step(2));
		this.due.removeFirst().run();
		assertThat(told.get()).isTrue();
		assertThat(told()).containsExactly(1, 2);
	}

	@Test
	@Timeout(60)
	void aBeginningIsToldWithoutAnythingBehindIt() throws Exception {
		assertThat(this.bunch.announce(step(1)).get()).isTrue();
		assertThat(told()).containsExactly(1);
	}

	@Test
	void aBeginningThatWasLostIsToldAgain() throws InterruptedException {
		this.bunch.confirm(step(1), CompletableFuture.completedFuture(false));
		assertThat(told()).containsExactly(1);
	}

	private Future<?> later(Runnable task) {
		this.due.add(task);
		CompletableFuture<Void> alarm = new CompletableFuture<>();
		this.alarms.add(alarm);
		return alarm;
	}

	private SubmissionEvent step(int number) {
		return new SubmissionEvent.StepFinished(this.id, Instant.EPOCH, 1, number, "s", "e",
				SubmissionEvent.StepOutcome.SUCCESS, 200, Duration.ZERO, null, null);
	}

	private List<Integer> told() {
		return this.producer.history()
			.stream()
			.map((sent) -> EventCodec.event(new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value())))
			.map((event) -> ((SubmissionEvent.StepFinished) event).number())
			.toList();
	}

}

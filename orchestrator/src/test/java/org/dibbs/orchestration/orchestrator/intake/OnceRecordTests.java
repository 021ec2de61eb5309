package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class OnceRecordTests {

	private final Semaphore sent = new Semaphore(0);

	private final MockProducer<String, byte[]> producer = new MockProducer<>(false, null, new StringSerializer(),
			new ByteArraySerializer()) {

		@Override
		public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
			Future<RecordMetadata> written = super.send(record, callback);
			OnceRecordTests.this.sent.release();
			return written;
		}

	};

	private final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	private final SubmissionId id = SubmissionId.next();

	private final Guard guard = new Guard(() -> {
	});

	private final OnceRecord record = new OnceRecord(this.id, this.guard, new EventPublisher(this.sender).bunch(),
			new Checkpoints(this.sender, (place, key) -> null));

	@AfterEach
	void forgetInterruption() {
		Thread.interrupted();
	}

	@Test
	void theNextStepDoesNotWaitUntilTheEndOfTheOneBeforeIsOnRecord() throws InterruptedException {
		this.record.done(OnceRecordTests::state, this::finished, nothing());
		awaitSent();
		assertThat(topics()).containsExactly(Topics.CHECKPOINTS);
		this.producer.completeNext();
		written();
		this.record.settle();
		assertThat(topics()).containsExactly(Topics.CHECKPOINTS, Topics.EVENTS);
		assertThat(checkpoint()).isNotNull();
	}

	@Test
	void anotherStepThatMustNotBeRepeatedBeginsOnlyThen() throws InterruptedException {
		this.record.done(OnceRecordTests::state, this::finished, nothing());
		Thread writing = Thread.startVirtualThread(() -> {
			written();
			written();
			written();
		});
		this.record.begins(begun());
		writing.join();
		assertThat(this.record.isOpen()).isTrue();
		assertThat(topics()).containsExactly(Topics.CHECKPOINTS, Topics.EVENTS, Topics.EVENTS);
		assertThat(event(1)).isInstanceOf(SubmissionEvent.StepFinished.class);
		assertThat(event(2)).isInstanceOf(SubmissionEvent.StepBegun.class);
	}

	@Test
	void aStepIsOpenFromItsBeginningUntilItsEndIsOnRecord() throws InterruptedException {
		begin();
		assertThat(this.record.isOpen()).isTrue();
		this.record.done(OnceRecordTests::state, this::finished, nothing());
		written();
		written();
		assertThat(this.record.isOpen()).isFalse();
	}

	@Test
	void aRunIsNotStoppedBeforeTheEndOfAStepIsOnRecord() throws InterruptedException {
		this.guard.begin();
		begin();
		this.record.done(OnceRecordTests::state, this::finished, nothing());
		this.guard.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		written();
		written();
		assertThat(isStopped()).isTrue();
		assertThat(checkpoint()).isNotNull();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.record.begins(begun()));
	}

	// The run may be told to stop while it waits for the writing, or just after that.
	private boolean isStopped() {
		try {
			this.record.settle();
			return Thread.interrupted();
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	@Test
	void aWorkerWithoutTimeGivesUpWhatItWrites() throws InterruptedException {
		this.guard.begin();
		begin();
		this.record.done(OnceRecordTests::state, this::finished, nothing());
		awaitSent();
		this.guard.kill();
		this.record.close();
		assertThat(Thread.interrupted()).as("still told to stop").isTrue();
		assertThat(topics()).as("the end was not told").containsExactly(Topics.EVENTS, Topics.CHECKPOINTS);
	}

	@Test
	void aStateThatCannotBeWrittenDownLeavesTheStepOpen() throws InterruptedException {
		begin();
		this.record.done(() -> {
			throw new IllegalStateException("for the test");
		}, this::finished, nothing());
		assertThatIllegalStateException().isThrownBy(this.record::settle).withMessage("for the test");
		assertThat(this.record.isOpen()).isTrue();
	}

	private void begin() throws InterruptedException {
		Thread writing = Thread.startVirtualThread(this::written);
		this.record.begins(begun());
		writing.join();
	}

	private void written() {
		try {
			awaitSent();
			this.producer.completeNext();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitSent() throws InterruptedException {
		this.sent.acquire();
	}

	private List<String> topics() {
		return this.producer.history().stream().map(ProducerRecord::topic).toList();
	}

	private SubmissionEvent event(int index) {
		ProducerRecord<String, byte[]> told = this.producer.history().get(index);
		return EventCodec.event(new ConsumerRecord<>(told.topic(), 0, 0, told.key(), told.value()));
	}

	private @Nullable Checkpoint checkpoint() {
		return ((SubmissionEvent.StepFinished) event(this.producer.history().size() - 1)).checkpoint();
	}

	private static KeptState state() {
		return new KeptState(2, JsonFragment.EMPTY_OBJECT);
	}

	private static Runnable nothing() {
		return () -> {
		};
	}

	private SubmissionEvent begun() {
		return new SubmissionEvent.StepBegun(this.id, Instant.EPOCH, 1, 1, "s", "e");
	}

	private SubmissionEvent finished(Checkpoint checkpoint) {
		return new SubmissionEvent.StepFinished(this.id, Instant.EPOCH, 1, 1, "s", "e",
				SubmissionEvent.StepOutcome.SUCCESS, 200, Duration.ZERO, null, checkpoint);
	}

}

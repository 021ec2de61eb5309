package org.dibbs.orchestration.gateway.handover;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.BatchCodec;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.SubmissionBatch;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes submissions to the queue. A producer may block, for want of metadata or of
 * memory, so it is only touched on threads of its own.
 */
final class SubmissionPublisher {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionPublisher.class);

	private final Supplier<Producer<String, byte[]>> producers;

	private final Executor executor;

	private final SendGate gate;

	private final Announcements announcements;

	private final PublishingState state;

	private final HandoverMetrics metrics;

	private volatile @Nullable Producer<String, byte[]> producer;

	/**
	 * Creates the publisher.
	 * @param producers makes the producer; fails as long as no broker's name can be
	 * resolved
	 * @param executor the threads that may block
	 * @param gate what records leave through, together with those that come at the same
	 * time
	 * @param announcements tell the ledger of what the queue has
	 * @param state is told how publishing goes
	 * @param metrics is told so, too
	 */
	SubmissionPublisher(Supplier<Producer<String, byte[]>> producers, Executor executor, SendGate gate,
			Announcements announcements, PublishingState state, HandoverMetrics metrics) {
		this.producers = producers;
		this.executor = executor;
		this.gate = gate;
		this.announcements = announcements;
		this.state = state;
		this.metrics = metrics;
	}

	/**
	 * Connects, and learns about the topic before the first message needs to know. Blocks
	 * for the producer's {@code max.block.ms} at most; to be called again after a
	 * failure.
	 */
	void open() {
		Producer<String, byte[]> opened = this.producer;
		if (opened == null) {
			opened = this.producers.get();
			this.producer = opened;
		}
		opened.partitionsFor(Topics.SUBMISSIONS);
		opened.partitionsFor(Topics.EVENTS);
	}

	/**
	 * Publishes a submission, and tells its place how that went.
	 * @param submission what to publish
	 * @param place who waits for it
	 * @param copied is run when the producer has a copy, or will not get one
	 */
	void publish(Submission submission, Pending place, Runnable copied) {
		SubmissionOrigin origin = submission.request().origin();
		String tenant = submission.tenant();
		Instant acceptedAt = submission.acceptedAt();
		publish(origin, () -> ExchangeCodec.record(submission),
				(source) -> new SubmissionEvent.Accepted(place.id(), acceptedAt, tenant, origin, source), place,
				copied);
	}

	/**
	 * Publishes a batch, and tells its place how that went.
	 * @param batch what to publish
	 * @param place who waits for it
	 * @param copied is run when the producer has a copy, or will not get one
	 */
	void publish(SubmissionBatch batch, Pending place, Runnable copied) {
		int messages = batch.documents().messages();
		String tenant = batch.tenant();
		Instant acceptedAt = batch.acceptedAt();
		publish(SubmissionOrigin.BATCH, () -> BatchCodec.record(batch),
				(source) -> new SubmissionEvent.BatchAccepted(place.id(), acceptedAt, tenant, SubmissionOrigin.BATCH,
						messages, source),
				place, copied);
	}

	// What tells of the acceptance lives until the broker answers; it must not hold the
	// record.
	private void publish(SubmissionOrigin origin, Supplier<ProducerRecord<String, byte[]>> record,
			Function<RecordPlace, SubmissionEvent> acceptance, Pending place, Runnable copied) {
		try {
			this.executor.execute(() -> {
				send(origin, record, acceptance, place);
				copied.run();
			});
		}
		catch (RejectedExecutionException ex) {
			place.refuse(KafkaHandover.unavailable("The front door is shutting down."));
		}
	}

	private void send(SubmissionOrigin origin, Supplier<ProducerRecord<String, byte[]>> record,
			Function<RecordPlace, SubmissionEvent> acceptance, Pending place) {
		Producer<String, byte[]> opened = this.producer;
		if (opened == null) {
			place.refuse(KafkaHandover.unavailable("The front door has no connection to the queue yet."));
			return;
		}
		if (!place.isWanted()) {
			return;
		}
		long begun = System.nanoTime();
		try {
			ProducerRecord<String, byte[]> sent = record.get();
			Consumer<Boolean> announced = place.announcement();
			int bytes = sent.value().length;
			this.gate.pass();
			opened.send(sent, (metadata, failure) -> {
				settle(place, failure, begun);
				if (failure == null) {
					this.metrics.accepted(origin, bytes);
					this.announcements.make(opened, acceptance.apply(place(metadata)), announced);
				}
			});
		}
		catch (RuntimeException ex) {
			settle(place, ex, begun);
		}
	}

	private static RecordPlace place(RecordMetadata metadata) {
		return new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset());
	}

	private void settle(Pending place, @Nullable Exception failure, long begun) {
		this.metrics.published(outcome(failure), System.nanoTime() - begun);
		if (failure == null) {
			this.state.succeeded();
			if (!place.isWanted()) {
				logger.atInfo()
					.addKeyValue(LogFields.SUBMISSION_ID, place.id())
					.log("Submission {} reached the queue after its caller had gone or was told 503", place.id());
			}
			place.accept();
		}
		else if (failure instanceof RecordTooLargeException) {
			place.refuse(new ProblemException(ProblemKind.TOO_LARGE,
					"The message is larger than the queue takes (" + Topics.MAX_RECORD_BYTES + " bytes)."));
		}
		else {
			this.state.failed(failure);
			logger.debug("Submission {} was not published: {}", place.id(), failure.toString());
			place.refuse(KafkaHandover.unavailable("The queue does not answer."));
		}
	}

	private static String outcome(@Nullable Exception failure) {
		if (failure == null) {
			return HandoverMetrics.PUBLISHED;
		}
		return (failure instanceof RecordTooLargeException) ? HandoverMetrics.TOO_LARGE : HandoverMetrics.FAILED;
	}

}

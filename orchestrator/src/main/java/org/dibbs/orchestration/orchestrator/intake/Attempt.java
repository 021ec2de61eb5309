package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Instant;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.Submission;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.RunWatcher;
import org.dibbs.orchestration.orchestrator.workflow.StepEnd;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a submission: tells the ledger, and whoever watches, what becomes of it.
 * For one thread.
 */
final class Attempt implements RunWatcher {

	private static final int FIRST = 1;

	private final SubmissionId id;

	private final RecordPlace source;

	private final @Nullable Integer watched;

	private final EventPublisher events;

	private final ProgressPublisher progress;

	private final Clock clock;

	/**
	 * Begins an attempt.
	 * @param record the submission's record
	 * @param events where events go
	 * @param progress where progress goes
	 * @param clock what time it is
	 * @throws InterruptedException if the worker shuts down
	 */
	Attempt(ConsumerRecord<String, byte[]> record, EventPublisher events, ProgressPublisher progress, Clock clock)
			throws InterruptedException {
		this.id = ExchangeCodec.submissionId(record);
		this.source = new RecordPlace(record.topic(), record.partition(), record.offset());
		this.watched = progress.watched(ExchangeCodec.progressPartition(record));
		this.events = events;
		this.progress = progress;
		this.clock = clock;
	}

	SubmissionId id() {
		return this.id;
	}

	/**
	 * Work begins.
	 * @param submission the submission
	 * @param config its config, or null where there is none of that name: the name is the
	 * caller's then, and may be anything
	 */
	void started(Submission submission, @Nullable WorkflowConfig config) {
		this.events.tell(new SubmissionEvent.Started(this.id, now(), FIRST, submission.acceptedAt(),
				MessageType.of(submission.request().messageType()), (config != null) ? config.name() : null,
				(config != null) ? config.version() : 0, this.source, traceId()));
	}

	@Override
	public void stepEnded(StepEnd end) {
		this.events.tell(new SubmissionEvent.StepFinished(this.id, now(), FIRST, end.number(), end.step().service(),
				end.endpoint(), end.outcome(), end.status(), end.duration()));
		if (this.watched != null) {
			this.progress.stepEnded(this.id, this.watched, end.progress());
		}
	}

	/**
	 * The result is stored.
	 * @param published the result
	 * @throws InterruptedException if the worker shuts down before all who have to know
	 * were told
	 */
	void finished(ResultPublisher.Published published) throws InterruptedException {
		WorkflowReply reply = published.reply();
		if (this.watched != null) {
			this.progress.ended(this.id, this.watched, reply);
		}
		this.events.insist(
				new SubmissionEvent.Finished(this.id, now(), FIRST, outcome(reply), reply.status(), published.place()));
	}

	/**
	 * Its record is kept with the dead letters.
	 * @param reason why, without anything of its contents
	 * @param letter where
	 * @throws InterruptedException if the worker shuts down before the ledger was told
	 */
	void deadLettered(String reason, RecordPlace letter) throws InterruptedException {
		this.events.insist(new SubmissionEvent.DeadLettered(this.id, now(), FIRST, reason, this.source, letter));
	}

	/**
	 * How events and logs name an end.
	 * @param reply the end
	 * @return {@link ExchangeHeaders#COMPLETED} or the slug of a problem kind
	 */
	static String outcome(WorkflowReply reply) {
		return switch (reply) {
			case WorkflowReply.Completed completed -> ExchangeHeaders.COMPLETED;
			case WorkflowReply.Failed failed -> failed.kind().slug();
		};
	}

	private Instant now() {
		return this.clock.instant();
	}

	private static @Nullable String traceId() {
		SpanContext span = Span.current().getSpanContext();
		return span.isValid() ? span.getTraceId() : null;
	}

}

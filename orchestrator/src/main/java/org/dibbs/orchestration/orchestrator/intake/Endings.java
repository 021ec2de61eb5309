package org.dibbs.orchestration.orchestrator.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.AttemptEnd;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.KeptState;
import org.dibbs.orchestration.orchestrator.workflow.StepEnd;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways an attempt can end: with a result, with another attempt to come, or given up.
 * Each puts on record what somebody needs who finds the attempt after a crash. For use by
 * many threads.
 */
final class Endings {

	private static final Logger logger = LoggerFactory.getLogger(Endings.class);

	private final ResultPublisher results;

	private final IntakeMetrics metrics;

	private final DeadLetters deadLetters;

	private final Clock clock;

	Endings(ResultPublisher results, IntakeMetrics metrics, DeadLetters deadLetters, Clock clock) {
		this.results = results;
		this.metrics = metrics;
		this.deadLetters = deadLetters;
		this.clock = clock;
	}

	/**
	 * The submission has its answer.
	 * @param attempt the attempt
	 * @param record its record
	 * @param reply the answer
	 * @return the answer as it was stored
	 * @throws InterruptedException if the run has to stop before that
	 */
	WorkflowReply finish(Attempt attempt, ConsumerRecord<String, byte[]> record, WorkflowReply reply)
			throws InterruptedException {
		return attempt.end(() -> publish(attempt, record, reply, AttemptEnd.of(attempt.number())));
	}

	/**
	 * Work on the submission is given up.
	 * @param attempt the attempt
	 * @param record its record, which is kept
	 * @param reason why
	 * @param reply what the caller gets
	 * @param open a step that must not be repeated and has an end nobody knows, or null
	 * @throws InterruptedException if the run has to stop before that
	 */
	void bury(Attempt attempt, ConsumerRecord<String, byte[]> record, DeadReason reason, WorkflowReply reply,
			@Nullable StepEnd open) throws InterruptedException {
		attempt.end(() -> {
			if (open != null) {
				attempt.showStep(open);
			}
			RecordPlace letter = this.deadLetters.keep(record, reason);
			WorkflowReply stored = publish(attempt, record, reply,
					new AttemptEnd(attempt.number(), reason.slug(), letter));
			this.metrics.dead(reason);
			if (open != null) {
				attempt.leftOpen(open);
			}
			return stored;
		});
	}

	/**
	 * There will be another attempt.
	 * @param attempt the attempt
	 * @param reply what it failed with
	 * @param pause how long to wait before the next one
	 * @param state what that can go on from, or null
	 * @throws InterruptedException if the run has to stop before that
	 */
	void retry(Attempt attempt, WorkflowReply reply, Duration pause, @Nullable KeptState state)
			throws InterruptedException {
		Instant dueAt = this.clock.instant().plus(pause);
		attempt.end(() -> {
			attempt.retried(reply, dueAt, state);
			return reply;
		});
		this.metrics.retried(reply);
		logger.atInfo()
			.addKeyValue(LogFields.ATTEMPT, attempt.number())
			.addKeyValue(LogFields.OUTCOME, reply.outcome())
			.log("Attempt {} of submission {} ended as {}; the next one is due in {} s, at step {}", attempt.number(),
					attempt.id(), reply.outcome(), pause.toSeconds(), (state != null) ? state.nextStep() : 1);
	}

	/**
	 * A worker died after it had published the result, and before it could tell of it.
	 * @param attempt the attempt
	 * @param result the result
	 * @throws InterruptedException if the run has to stop before that
	 */
	void conclude(Attempt attempt, ConsumerRecord<String, byte[]> result) throws InterruptedException {
		WorkflowReply reply = ExchangeCodec.reply(result);
		if (reply == null) {
			throw new IllegalStateException("A record of the results holds no reply");
		}
		AttemptEnd end = AttemptEnd.of(result.headers());
		RecordPlace place = new RecordPlace(result.topic(), result.partition(), result.offset());
		attempt.end(() -> {
			attempt.finished(new ResultPublisher.Published(reply, place), end);
			return reply;
		});
		logger.info("Submission {} had its result already, at {}; it is not run again", attempt.id(), place);
	}

	private WorkflowReply publish(Attempt attempt, ConsumerRecord<String, byte[]> record, WorkflowReply reply,
			AttemptEnd end) throws InterruptedException {
		ResultPublisher.Published published = this.results.publish(attempt.id(), ExchangeCodec.resultPartition(record),
				reply, end);
		attempt.finished(published, end);
		this.metrics.ended(record, attempt.config(), published.reply(), this.clock);
		return published.reply();
	}

}

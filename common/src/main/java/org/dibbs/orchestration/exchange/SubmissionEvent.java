package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a submission. Events hold ids, names, codes, times and
 * places of records, and never anything of a message; the ledger is made of them. They
 * are delivered at least once, those of one submission in their order as long as one
 * worker runs it.
 */
public sealed interface SubmissionEvent {

	/**
	 * The submission.
	 * @return its id
	 */
	SubmissionId id();

	/**
	 * When it happened, by the clock of whoever tells.
	 * @return the time, in milliseconds
	 */
	Instant at();

	/**
	 * A front door has put the submission on the queue. Submissions of Kafka clients have
	 * no such event.
	 *
	 * @param id the submission
	 * @param at when
	 * @param origin the endpoint it came in by
	 * @param source where its record lies
	 */
	record Accepted(SubmissionId id, Instant at, SubmissionOrigin origin,
			RecordPlace source) implements SubmissionEvent {

	}

	/**
	 * A worker has begun to work on the submission.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt, from 1
	 * @param acceptedAt when the submission was accepted
	 * @param messageType the kind of message; null where it is none of those that are
	 * known
	 * @param config the name of the workflow config; null where there is none of that
	 * name
	 * @param configVersion the version of the config, from 0
	 * @param source where the submission's record lies
	 * @param traceId the trace that shows the attempt (32 hex digits), or null
	 */
	record Started(SubmissionId id, Instant at, int attempt, Instant acceptedAt, @Nullable MessageType messageType,
			@Nullable String config, int configVersion, RecordPlace source,
			@Nullable String traceId) implements SubmissionEvent {

	}

	/**
	 * A step has ended.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt, from 1
	 * @param number the number of the step, from 1
	 * @param service the key of the service, as the config has it
	 * @param endpoint the last segment of the path of the endpoint
	 * @param outcome how
	 * @param status the HTTP status of the building block's answer; 0 where it gave none
	 * @param duration how long it took
	 */
	record StepFinished(SubmissionId id, Instant at, int attempt, int number, String service, String endpoint,
			StepOutcome outcome, int status, Duration duration) implements SubmissionEvent {

	}

	/**
	 * The submission has ended, and its result is stored.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt, from 1
	 * @param outcome {@link ExchangeHeaders#COMPLETED} or the slug of a problem kind
	 * @param status the HTTP status that the synchronous caller gets
	 * @param result where the result lies
	 */
	record Finished(SubmissionId id, Instant at, int attempt, String outcome, int status,
			RecordPlace result) implements SubmissionEvent {

		/**
		 * Whether the workflow ran to its end.
		 * @return true where it did
		 */
		public boolean isSuccess() {
			return this.outcome.equals(ExchangeHeaders.COMPLETED);
		}

	}

	/**
	 * Nobody could work on the submission; its record is kept with the dead letters.
	 *
	 * @param id the submission
	 * @param at when
	 * @param reason why, without anything of its contents
	 * @param source where the submission's record lies
	 * @param letter where the dead letter lies
	 */
	record DeadLettered(SubmissionId id, Instant at, String reason, RecordPlace source,
			RecordPlace letter) implements SubmissionEvent {

	}

	/** How a step ended. */
	enum StepOutcome {

		/** The building block did what it was asked for. */
		SUCCESS,

		/** It did, though not all of it, and the workflow went on. */
		WARNING,

		/** It ended the workflow. */
		ERROR

	}

}

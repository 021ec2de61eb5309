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
	 * @param tenant whose it is
	 * @param origin the endpoint it came in by
	 * @param source where its record lies
	 * @param batch the batch it is a part of, or null
	 */
	record Accepted(SubmissionId id, Instant at, String tenant, SubmissionOrigin origin, RecordPlace source,
			@Nullable SubmissionId batch) implements SubmissionEvent {

		/**
		 * A submission that came alone.
		 * @param id the submission
		 * @param at when
		 * @param tenant whose it is
		 * @param origin the endpoint it came in by
		 * @param source where its record lies
		 */
		public Accepted(SubmissionId id, Instant at, String tenant, SubmissionOrigin origin, RecordPlace source) {
			this(id, at, tenant, origin, source, null);
		}

	}

	/**
	 * A front door has put a batch on the queue, in one record. The event's id is that of
	 * the batch.
	 *
	 * @param id the batch
	 * @param at when
	 * @param tenant whose it is
	 * @param origin the endpoint and form it came in by
	 * @param messages how many messages are in it
	 * @param source where its record lies
	 */
	record BatchAccepted(SubmissionId id, Instant at, String tenant, SubmissionOrigin origin, int messages,
			RecordPlace source) implements SubmissionEvent {

	}

	/**
	 * Each message of a batch is a submission of its own on the queue now. The event's id
	 * is that of the batch.
	 *
	 * @param id the batch
	 * @param at when
	 * @param messages how many there are
	 */
	record BatchSplit(SubmissionId id, Instant at, int messages) implements SubmissionEvent {

	}

	/**
	 * A worker has begun to work on the submission.
	 *
	 * @param id the submission
	 * @param at when
	 * @param tenant whose it is
	 * @param attempt the number of the attempt, from 1
	 * @param acceptedAt when the submission was accepted
	 * @param messageType the kind of message; null where it is none of those that are
	 * known
	 * @param config the name of the workflow config; null where there is none of that
	 * name
	 * @param configVersion the version of the config, from 0; {@link #UNKNOWN_VERSION}
	 * where it could not be found out
	 * @param source where the submission's record lies
	 * @param traceId the trace that shows the attempt (32 hex digits), or null
	 * @param batch the batch it is a part of, or null
	 */
	record Started(SubmissionId id, Instant at, String tenant, int attempt, Instant acceptedAt,
			@Nullable MessageType messageType, @Nullable String config, int configVersion, RecordPlace source,
			@Nullable String traceId, @Nullable SubmissionId batch) implements SubmissionEvent {

		/** The version of a config that could not be read. */
		public static final int UNKNOWN_VERSION = -1;

		/**
		 * Work on a submission that came alone.
		 * @param id the submission
		 * @param at when
		 * @param tenant whose it is
		 * @param attempt the number of the attempt, from 1
		 * @param acceptedAt when the submission was accepted
		 * @param messageType the kind of message, or null
		 * @param config the name of the workflow config, or null
		 * @param configVersion the version of the config, from 0
		 * @param source where the submission's record lies
		 * @param traceId the trace, or null
		 */
		public Started(SubmissionId id, Instant at, String tenant, int attempt, Instant acceptedAt,
				@Nullable MessageType messageType, @Nullable String config, int configVersion, RecordPlace source,
				@Nullable String traceId) {
			this(id, at, tenant, attempt, acceptedAt, messageType, config, configVersion, source, traceId, null);
		}

	}

	/**
	 * A step that must not be repeated is about to be called. It is told before the call,
	 * so where no end of the step follows, nobody knows whether it took effect.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt, from 1
	 * @param number the number of the step, from 1
	 * @param service the key of the service, as the config has it
	 * @param endpoint the last segment of the path of the endpoint
	 */
	record StepBegun(SubmissionId id, Instant at, int attempt, int number, String service,
			String endpoint) implements SubmissionEvent {

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
	 * @param warning what an operator should know of a step that counts as done, without
	 * anything of the message; null where there is nothing
	 * @param checkpoint what a later run can go on from without this step; null where
	 * nothing was kept
	 */
	record StepFinished(SubmissionId id, Instant at, int attempt, int number, String service, String endpoint,
			StepOutcome outcome, int status, Duration duration, @Nullable String warning,
			@Nullable Checkpoint checkpoint) implements SubmissionEvent {

		/**
		 * A step of which there is nothing more to tell.
		 * @param id the submission
		 * @param at when
		 * @param attempt the number of the attempt, from 1
		 * @param number the number of the step, from 1
		 * @param service the key of the service
		 * @param endpoint the last segment of the path of the endpoint
		 * @param outcome how
		 * @param status the HTTP status of the answer; 0 where there was none
		 * @param duration how long it took
		 */
		public StepFinished(SubmissionId id, Instant at, int attempt, int number, String service, String endpoint,
				StepOutcome outcome, int status, Duration duration) {
			this(id, at, attempt, number, service, endpoint, outcome, status, duration, null, null);
		}

	}

	/**
	 * An attempt has ended by a failure that may pass, and there will be another one.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt that ended, from 1
	 * @param reason the slug of the problem kind the attempt failed with
	 * @param dueAt when the next attempt may begin
	 * @param checkpoint what it can go on from; null where it begins with the first step
	 */
	record RetryScheduled(SubmissionId id, Instant at, int attempt, String reason, Instant dueAt,
			@Nullable Checkpoint checkpoint) implements SubmissionEvent {

	}

	/**
	 * A worker has stopped the attempt, since it ends itself or the submission is another
	 * worker's now; it is begun once more.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt, from 1
	 */
	record HandedBack(SubmissionId id, Instant at, int attempt) implements SubmissionEvent {

	}

	/**
	 * Somebody wants a submission that has ended to be run once more.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number that the new attempt will have
	 * @param dueAt when it may begin
	 * @param by who wants it
	 * @param config the name of another workflow config; null for the one it had
	 * @param checkpoint what it goes on from; null where it begins with the first step
	 */
	record ReplayRequested(SubmissionId id, Instant at, int attempt, Instant dueAt, String by, @Nullable String config,
			@Nullable Checkpoint checkpoint) implements SubmissionEvent {

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
	 * @param deadReason why work on it was given up (the slug of a {@link DeadReason}),
	 * where {@link DeadLettered} follows: nobody sees a submission that has failed and is
	 * not dead yet; null where it was not given up
	 */
	record Finished(SubmissionId id, Instant at, int attempt, String outcome, int status, RecordPlace result,
			@Nullable String deadReason) implements SubmissionEvent {

		/**
		 * Whether the workflow ran to its end.
		 * @return true where it did
		 */
		public boolean isSuccess() {
			return this.outcome.equals(ExchangeHeaders.COMPLETED);
		}

	}

	/**
	 * Work on the submission was given up; its record is kept with the dead letters until
	 * somebody decides.
	 *
	 * @param id the submission
	 * @param at when
	 * @param attempt the number of the attempt it was given up at; 0 where none had begun
	 * @param reason why: the slug of a {@link DeadReason}
	 * @param source where the submission's record lies
	 * @param letter where the dead letter lies; null where nothing is left to be kept
	 */
	record DeadLettered(SubmissionId id, Instant at, int attempt, String reason, RecordPlace source,
			@Nullable RecordPlace letter) implements SubmissionEvent {

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

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one submission, apart from its steps.
 *
 * @param id the submission's id
 * @param status where it is
 * @param request what was asked for
 * @param times when it got where
 * @param attempts the number of the last attempt; 0 before the first
 * @param step the endpoint of the step that ended last, or null
 * @param traceId the trace of the last attempt, or null
 * @param ending how it ended; null where it has not
 * @param resumption how it can go on
 */
record LedgerEntry(UUID id, SubmissionStatus status, Request request, Times times, int attempts, @Nullable String step,
		@Nullable String traceId, @Nullable Ending ending, Resumption resumption) {

	/**
	 * Whether it may be shown.
	 * @param caller to whom
	 * @return true where it is the caller's, or the caller may see everything
	 */
	boolean isSeenBy(Caller caller) {
		return caller.sees(this.request.tenant());
	}

	/**
	 * How far its last attempt is.
	 * @return the stage
	 */
	Stage stage() {
		NextAttempt next = this.resumption.next();
		if (next == null) {
			return this.status.stage();
		}
		return (next.reason() != null) ? Stage.WAITING : Stage.REPLAYED;
	}

	/**
	 * Why it failed, is dead or waits for its next attempt.
	 * @return the reason, or null where there is none
	 */
	@Nullable String reason() {
		NextAttempt next = this.resumption.next();
		if (next != null) {
			return next.reason();
		}
		return (this.ending != null) ? this.ending.reason() : null;
	}

	/**
	 * What was asked for; each is null as long as no event told it.
	 *
	 * @param tenant whose it is
	 * @param origin the endpoint it came in by
	 * @param messageType the kind of message
	 * @param config the name of the workflow config
	 * @param configVersion the version of the config
	 * @param source where the submission's first record lies
	 * @param batch the batch it is a part of
	 */
	record Request(@Nullable String tenant, @Nullable String origin, @Nullable String messageType,
			@Nullable String config, @Nullable Integer configVersion, @Nullable RecordPlace source,
			@Nullable UUID batch) {

		static final Request UNKNOWN = new Request(null, null, null, null, null, null, null);

	}

	/**
	 * When it got where.
	 *
	 * @param accepted when it was accepted, as far as is known
	 * @param started when the last attempt began, or null
	 * @param finished when it ended, or null
	 * @param updated when the last thing happened to it
	 */
	record Times(Instant accepted, @Nullable Instant started, @Nullable Instant finished, Instant updated) {

	}

	/**
	 * How it ended.
	 *
	 * @param outcome {@code completed} or the slug of a problem kind; null where it was
	 * dead-lettered without an answer
	 * @param statusCode the HTTP status of the answer, or null
	 * @param reason the slug of the problem kind, or why it is dead; null for a success
	 * @param result where the answer lies, or null
	 */
	record Ending(@Nullable String outcome, @Nullable Integer statusCode, @Nullable String reason,
			@Nullable RecordPlace result) {

	}

	/**
	 * How it can go on.
	 *
	 * @param next the attempt that is to come; null where none is
	 * @param checkpoint what a run can go on from that has to be begun anew; null where
	 * it has to begin with the first step
	 * @param openStep the number of a step that must not be repeated, was begun by the
	 * last attempt and has not ended; null where there is none
	 * @param onceBegun whether any step that must not be repeated was ever begun
	 * @param begunAgain how often the last attempt was begun again, since the worker that
	 * had begun it died
	 */
	record Resumption(@Nullable NextAttempt next, @Nullable Checkpoint checkpoint, @Nullable Integer openStep,
			boolean onceBegun, int begunAgain) {

		static final Resumption NONE = new Resumption(null, null, null, false);

		/** Of an attempt that was not begun, or once. */
		Resumption(@Nullable NextAttempt next, @Nullable Checkpoint checkpoint, @Nullable Integer openStep,
				boolean onceBegun) {
			this(next, checkpoint, openStep, onceBegun, 0);
		}

		Resumption begunAgain(int more) {
			return new Resumption(this.next, this.checkpoint, this.openStep, this.onceBegun, this.begunAgain + more);
		}

		/** What is left of it when an attempt begins or ends. */
		Resumption withoutNext() {
			return (this.next != null)
					? new Resumption(null, this.checkpoint, this.openStep, this.onceBegun, this.begunAgain) : this;
		}

	}

	/**
	 * An attempt that is to come.
	 *
	 * @param dueAt when it may begin
	 * @param reason why the one before it failed; null where that had ended the
	 * submission, and somebody wants a replay
	 */
	record NextAttempt(Instant dueAt, @Nullable String reason) {

	}

}

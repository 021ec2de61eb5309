package org.dibbs.orchestration.local.chaos;

import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What events say of a submission. Made without the ledger's own code, which is compared
 * with it.
 *
 * @param attempt the number of the latest attempt that is known of
 * @param stage how far that has come
 * @param status the status, as the ledger's answers have it
 * @param reason why it failed or is dead, or null
 * @param batch the batch it is a part of, or null
 */
record Fate(int attempt, Stage stage, String status, @Nullable String reason, @Nullable String batch) {

	private static final Fate NOTHING = new Fate(0, Stage.WAITING, "ACCEPTED", null, null);

	boolean isEnded() {
		return this.stage == Stage.FINISHED || this.stage == Stage.DEAD;
	}

	boolean isDead() {
		return this.stage == Stage.DEAD;
	}

	boolean isSuccess() {
		return this.status.equals("SUCCEEDED");
	}

	/**
	 * What an event makes of what was known.
	 * @param known what was known, or null
	 * @param event the event
	 * @return what is known then; null for an event of a batch
	 */
	static @Nullable Fate after(@Nullable Fate known, SubmissionEvent event) {
		Fate before = (known != null) ? known : NOTHING;
		return switch (event) {
			case SubmissionEvent.BatchAccepted batch -> null;
			case SubmissionEvent.BatchSplit batch -> null;
			case SubmissionEvent.Accepted accepted ->
				before.to(0, Stage.WAITING, "ACCEPTED", null).in(accepted.batch());
			case SubmissionEvent.Started started ->
				before.to(started.attempt(), Stage.RUNNING, "RUNNING", null).in(started.batch());
			case SubmissionEvent.StepBegun step -> before.to(step.attempt(), Stage.RUNNING, "RUNNING", null);
			case SubmissionEvent.StepFinished step -> before.to(step.attempt(), Stage.RUNNING, "RUNNING", null);
			case SubmissionEvent.HandedBack back -> before;
			case SubmissionEvent.RetryScheduled retry ->
				before.to(retry.attempt(), Stage.RETRIED, "ACCEPTED", retry.reason());
			case SubmissionEvent.ReplayRequested replay -> before.to(replay.attempt(), Stage.WAITING, "ACCEPTED", null);
			case SubmissionEvent.Finished finished -> (finished.deadReason() != null)
					? before.to(finished.attempt(), Stage.DEAD, "DEAD", finished.deadReason())
					: before.to(finished.attempt(), Stage.FINISHED, finished.isSuccess() ? "SUCCEEDED" : "FAILED",
							finished.outcome().equals(ExchangeHeaders.COMPLETED) ? null : finished.outcome());
			case SubmissionEvent.DeadLettered dead ->
				before.to(Math.max(dead.attempt(), before.attempt), Stage.DEAD, "DEAD", dead.reason());
		};
	}

	// What was told first of the same stage stays true.
	private Fate to(int nextAttempt, Stage nextStage, String nextStatus, @Nullable String nextReason) {
		boolean further = nextAttempt > this.attempt
				|| (nextAttempt == this.attempt && nextStage.compareTo(this.stage) > 0);
		return further ? new Fate(nextAttempt, nextStage, nextStatus, nextReason, this.batch) : this;
	}

	private Fate in(@Nullable Object itsBatch) {
		return (itsBatch == null) ? this
				: new Fate(this.attempt, this.stage, this.status, this.reason, itsBatch.toString());
	}

	/** How far an attempt has come. */
	enum Stage {

		/** It has not begun. */
		WAITING,

		/** It runs. */
		RUNNING,

		/** It ended, and there will be another one. */
		RETRIED,

		/** It ended with a result. */
		FINISHED,

		/** It was given up. */
		DEAD

	}

}

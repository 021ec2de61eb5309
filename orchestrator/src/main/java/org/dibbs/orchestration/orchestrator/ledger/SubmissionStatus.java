package org.dibbs.orchestration.orchestrator.ledger;

/**
 * Where a submission is on its way. The order is that in which one attempt passes them;
 * it never goes back within an attempt.
 */
enum SubmissionStatus {

	/** It is on the queue, or waits for its next attempt. */
	ACCEPTED,

	/** A worker works on it. */
	RUNNING,

	/** The workflow ran to its end. */
	SUCCEEDED,

	/** The workflow ended with an error, which is stored as its answer. */
	FAILED,

	/** Nobody could work on it; it is kept with the dead letters. */
	DEAD;

	boolean isFinished() {
		return stage().compareTo(Stage.ENDED) >= 0;
	}

	/**
	 * How far the attempt is that has this status; the two ways to end are equally far.
	 */
	Stage stage() {
		return switch (this) {
			case ACCEPTED -> Stage.QUEUED;
			case RUNNING -> Stage.RUNNING;
			case SUCCEEDED, FAILED -> Stage.ENDED;
			case DEAD -> Stage.DEAD;
		};
	}

}

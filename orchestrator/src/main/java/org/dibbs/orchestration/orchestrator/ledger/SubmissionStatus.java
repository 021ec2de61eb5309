package org.dibbs.orchestration.orchestrator.ledger;

/**
 * Where a submission is on its way. The order is that in which one attempt passes them;
 * it never goes back within an attempt.
 */
enum SubmissionStatus {

	/** It is on the queue. */
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
		return rank() >= 2;
	}

	/** How far on its way it is; the two ways of a workflow to end are equally far. */
	int rank() {
		return switch (this) {
			case ACCEPTED -> 0;
			case RUNNING -> 1;
			case SUCCEEDED, FAILED -> 2;
			case DEAD -> 3;
		};
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a submission that a worker is about to run.
 *
 * @param state where its last attempt is
 * @param attempts the number of the last attempt; 0 before the first
 * @param checkpoint what a run can go on from that has to be begun anew; null where it
 * has to begin with the first step
 * @param openStep the number of a step that must not be repeated, was begun and has not
 * ended, as far as is known; null where there is none
 * @param onceBegun whether any step that must not be repeated was ever begun for this
 * submission, in whatever attempt
 * @param updatedAt when the last thing happened to it that was told
 * @param begunAgain how often the last attempt was begun again, since the worker that had
 * begun it died
 */
public record Standing(State state, int attempts, @Nullable Checkpoint checkpoint, @Nullable Integer openStep,
		boolean onceBegun, Instant updatedAt, int begunAgain) {

	/**
	 * What is known of a submission whose last attempt was begun once at most.
	 * @param state where its last attempt is
	 * @param attempts the number of the last attempt
	 * @param checkpoint what a run can go on from, or null
	 * @param openStep the number of a step that is open, or null
	 * @param onceBegun whether any step that must not be repeated was ever begun
	 * @param updatedAt when the last thing happened to it
	 */
	public Standing(State state, int attempts, @Nullable Checkpoint checkpoint, @Nullable Integer openStep,
			boolean onceBegun, Instant updatedAt) {
		this(state, attempts, checkpoint, openStep, onceBegun, updatedAt, 0);
	}

	/** Where an attempt is. */
	public enum State {

		/** It has not begun. */
		QUEUED,

		/** It has begun. */
		RUNNING,

		/** It has ended, and the next one has not begun. */
		WAITING,

		/** It has ended, and is the last one: succeeded, failed or dead. */
		ENDED

	}

}

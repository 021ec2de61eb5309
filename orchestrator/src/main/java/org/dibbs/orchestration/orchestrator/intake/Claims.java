package org.dibbs.orchestration.orchestrator.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * Which submissions this worker has in hand, and which it has finished lately: the ledger
 * learns of both a moment later. For use by many threads.
 */
final class Claims {

	private final Map<SubmissionId, Claim> held = new HashMap<>();

	private final Map<SubmissionId, Integer> done;

	/**
	 * Creates the claims.
	 * @param remembered how many finished ones are remembered
	 */
	Claims(int remembered) {
		this.done = new LinkedHashMap<>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<SubmissionId, Integer> eldest) {
				return size() > remembered;
			}

		};
	}

	/**
	 * Takes an attempt in hand.
	 * @param id the submission
	 * @param attempt the number of the attempt
	 * @param place where its record lies
	 * @return whether it may be worked on
	 */
	synchronized Answer claim(SubmissionId id, int attempt, RecordPlace place) {
		if (this.done.getOrDefault(id, 0) >= attempt) {
			return Answer.DUPLICATE;
		}
		Claim holder = this.held.get(id);
		if (holder == null) {
			this.held.put(id, new Claim(attempt, place));
			return Answer.GRANTED;
		}
		// The same record once more is no duplicate: the run it had may be ending without
		// a
		// result. Neither is a later attempt.
		return (holder.place().equals(place) || holder.attempt() < attempt) ? Answer.BUSY : Answer.DUPLICATE;
	}

	/**
	 * An attempt has ended, and that is on record.
	 * @param id the submission
	 * @param attempt the number of the attempt
	 */
	synchronized void done(SubmissionId id, int attempt) {
		this.held.remove(id);
		this.done.merge(id, attempt, Math::max);
	}

	/**
	 * An attempt is not worked on any more, and has not ended.
	 * @param id the submission
	 */
	synchronized void release(SubmissionId id) {
		this.held.remove(id);
	}

	/** Whether an attempt may be worked on. */
	enum Answer {

		/** It may, by whoever asked. */
		GRANTED,

		/** Not yet: an earlier run of it has not ended. */
		BUSY,

		/** Never: another record of the same attempt is worked on, or is done. */
		DUPLICATE

	}

	private record Claim(int attempt, RecordPlace place) {

	}

}

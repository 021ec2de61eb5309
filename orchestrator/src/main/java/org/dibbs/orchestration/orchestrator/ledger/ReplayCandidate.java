package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.jspecify.annotations.Nullable;

/**
 * A submission that somebody wants to be run once more.
 *
 * @param id its id
 * @param status where it is: one of the five names that the answers have
 * @param ended whether it has ended
 * @param succeeded whether its workflow ran to its end
 * @param attempts the number of its last attempt; 0 where none has begun
 * @param config the name of its last config, or null
 * @param configVersion the version of that config, or null
 * @param checkpoint what a run can go on from; null where it has to begin with the first
 * step
 */
public record ReplayCandidate(SubmissionId id, String status, boolean ended, boolean succeeded, int attempts,
		@Nullable String config, @Nullable Integer configVersion, @Nullable Checkpoint checkpoint) {

	static ReplayCandidate of(LedgerEntry entry) {
		return new ReplayCandidate(new SubmissionId(entry.id()), entry.status().name(), entry.status().isFinished(),
				entry.status() == SubmissionStatus.SUCCEEDED, entry.attempts(), entry.request().config(),
				entry.request().configVersion(), entry.resumption().checkpoint());
	}

}

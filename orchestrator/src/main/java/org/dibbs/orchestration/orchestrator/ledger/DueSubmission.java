package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a submission that may begin now, and whose record is yet to be put on the
 * queue.
 *
 * @param id the submission
 * @param attempt the number of the attempt
 * @param source where the submission's first record lies, or its dead letter
 * @param config the config it is to have; null for the one that the document names
 * @param configVersion the version of the config; null for the current one
 * @param checkpoint what it goes on from; null where it begins with the first step
 */
public record DueSubmission(SubmissionId id, int attempt, RecordPlace source, @Nullable String config,
		@Nullable Integer configVersion, @Nullable Checkpoint checkpoint) {

}

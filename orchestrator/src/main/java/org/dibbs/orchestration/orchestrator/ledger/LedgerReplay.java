package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wanted a submission to be run once more.
 *
 * @param submission the submission's id
 * @param attempt the number of the attempt
 * @param requested when it was wanted
 * @param by who wanted it
 * @param config the name of another config, or null
 * @param fromStep the number of the step it began with, from 1
 */
record LedgerReplay(UUID submission, int attempt, Instant requested, String by, @Nullable String config, int fromStep) {

	static LedgerReplay of(SubmissionEvent.ReplayRequested event) {
		Checkpoint checkpoint = ColumnValues.checkpoint(event.checkpoint());
		return new LedgerReplay(event.id().value(), event.attempt(), ColumnValues.time(event.at()),
				ColumnValues.name(event.by()), ColumnValues.optionalName(event.config()),
				(checkpoint != null) ? checkpoint.nextStep() : 1);
	}

}

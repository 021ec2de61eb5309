package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step of a submission that has ended.
 *
 * @param submission the submission's id
 * @param number the number of the step, from 1
 * @param service the key of the service
 * @param endpoint the last segment of the path of its endpoint
 * @param outcome how it ended: {@code success}, {@code warning} or {@code error}
 * @param statusCode the HTTP status of the answer; 0 where there was none
 * @param durationMillis how long it took, in milliseconds
 * @param attempt the number of the attempt, from 1
 * @param finished when it ended
 * @param warning what an operator should know of it, or null
 */
record LedgerStep(UUID submission, int number, String service, String endpoint, String outcome, int statusCode,
		long durationMillis, int attempt, Instant finished, @Nullable String warning) {

	static LedgerStep of(SubmissionEvent.StepFinished event) {
		return new LedgerStep(event.id().value(), event.number(), ColumnValues.name(event.service()),
				ColumnValues.name(event.endpoint()), event.outcome().name().toLowerCase(Locale.ROOT), event.status(),
				Math.max(0, event.duration().toMillis()), event.attempt(), ColumnValues.time(event.at()),
				ColumnValues.optionalReason(event.warning()));
	}

}

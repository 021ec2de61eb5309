package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one submission, apart from its steps.
 *
 * @param id the submission's id
 * @param status where it is
 * @param request what was asked for
 * @param times when it got where
 * @param attempts the number of the last attempt that began; 0 before the first
 * @param step the endpoint of the step that ended last, or null
 * @param traceId the trace of the last attempt, or null
 * @param ending how it ended; null where it has not
 */
record LedgerEntry(UUID id, SubmissionStatus status, Request request, Times times, int attempts, @Nullable String step,
		@Nullable String traceId, @Nullable Ending ending) {

	/**
	 * What was asked for; each is null as long as no event told it.
	 *
	 * @param origin the endpoint it came in by
	 * @param messageType the kind of message
	 * @param config the name of the workflow config
	 * @param configVersion the version of the config
	 * @param source where the submission's record lies
	 */
	record Request(@Nullable String origin, @Nullable String messageType, @Nullable String config,
			@Nullable Integer configVersion, @Nullable RecordPlace source) {

		static final Request UNKNOWN = new Request(null, null, null, null, null);

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

}

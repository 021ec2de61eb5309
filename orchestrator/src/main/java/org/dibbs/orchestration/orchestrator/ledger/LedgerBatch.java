package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one batch, apart from the submissions in it.
 *
 * @param id the batch's id
 * @param messages how many messages are in it
 * @param acceptedAt when it was accepted, as far as is known
 * @param splitAt when each message was a submission of its own; null where that is yet to
 * come
 * @param tenant whose it is; null as long as no event told it
 * @param source where its record lies; null as long as no event told it
 */
record LedgerBatch(UUID id, int messages, Instant acceptedAt, @Nullable Instant splitAt, @Nullable String tenant,
		@Nullable RecordPlace source) {

	/**
	 * Adds an event to what is known. Events may come twice and in any order.
	 * @param known what is known so far; null where nothing is
	 * @param event what happened
	 * @return what is known then; the same where the event is none of a batch
	 */
	static @Nullable LedgerBatch fold(@Nullable LedgerBatch known, SubmissionEvent event) {
		return switch (event) {
			case SubmissionEvent.BatchAccepted accepted -> accepted(known, accepted);
			case SubmissionEvent.BatchSplit split -> split(known, split);
			default -> known;
		};
	}

	// Until it is told where the record lies, the time is only that of the split.
	private static LedgerBatch accepted(@Nullable LedgerBatch known, SubmissionEvent.BatchAccepted event) {
		Instant at = ColumnValues.time(event.at());
		RecordPlace source = ColumnValues.place(event.source());
		if (known == null) {
			return new LedgerBatch(event.id().value(), event.messages(), at, null, event.tenant(), source);
		}
		boolean first = known.source == null || at.isBefore(known.acceptedAt);
		return new LedgerBatch(known.id, event.messages(), first ? at : known.acceptedAt, known.splitAt,
				(known.tenant != null) ? known.tenant : event.tenant(), (known.source != null) ? known.source : source);
	}

	private static LedgerBatch split(@Nullable LedgerBatch known, SubmissionEvent.BatchSplit event) {
		Instant at = ColumnValues.time(event.at());
		if (known == null) {
			return new LedgerBatch(event.id().value(), event.messages(), at, at, null, null);
		}
		boolean first = known.splitAt == null || at.isBefore(known.splitAt);
		return new LedgerBatch(known.id, known.messages, known.acceptedAt, first ? at : known.splitAt, known.tenant,
				known.source);
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.NextAttempt;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
import org.jspecify.annotations.Nullable;

/**
 * What a submission's entry becomes when another attempt is to come.
 */
final class WaitFold {

	private WaitFold() {
	}

	// Of an attempt that ended twice the first end counts, as elsewhere: the next attempt
	// may be on the queue already.
	static LedgerEntry retryScheduled(LedgerEntry entry, SubmissionEvent.RetryScheduled event) {
		if (!EventFold.advances(entry, event.attempt(), Stage.WAITING)
				|| (entry.stage() == Stage.WAITING && event.attempt() == entry.attempts())) {
			return entry;
		}
		NextAttempt next = new NextAttempt(ColumnValues.time(event.dueAt()), ColumnValues.reason(event.reason()));
		return waiting(entry, event.attempt(), event.at(), next, event.checkpoint());
	}

	// Of two who want the same attempt the first one gets it.
	static LedgerEntry replayRequested(LedgerEntry entry, SubmissionEvent.ReplayRequested event) {
		boolean requested = entry.stage() == Stage.REPLAYED && event.attempt() <= entry.attempts() + 1;
		if (event.attempt() <= entry.attempts() || requested) {
			return entry;
		}
		NextAttempt next = new NextAttempt(ColumnValues.time(event.dueAt()), null);
		return waiting(entry, event.attempt() - 1, event.at(), next, event.checkpoint());
	}

	private static LedgerEntry waiting(LedgerEntry entry, int attempts, Instant at, NextAttempt next,
			@Nullable Checkpoint checkpoint) {
		return new LedgerEntry(entry.id(), SubmissionStatus.ACCEPTED, entry.request(),
				EventFold.times(entry.times(), at, at, entry.times().started(), null), attempts, entry.step(),
				entry.traceId(), null,
				new Resumption(next, ColumnValues.checkpoint(checkpoint), null, entry.resumption().onceBegun()));
	}

}

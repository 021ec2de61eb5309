package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a submission's entry becomes when an attempt has ended it.
 */
final class EndFold {

	private EndFold() {
	}

	// An attempt that ended twice has two results; what was told first stays true.
	static LedgerEntry finished(LedgerEntry entry, SubmissionEvent.Finished event) {
		boolean dead = entry.status() == SubmissionStatus.DEAD
				&& (event.attempt() == entry.attempts() || entry.attempts() == 0);
		if (dead && (entry.ending() == null || entry.ending().result() == null)) {
			return withEnding(entry, event, SubmissionStatus.DEAD, entry.reason());
		}
		if (!EventFold.advances(entry, event.attempt(), Stage.ENDED)
				|| (entry.stage() == Stage.ENDED && event.attempt() == entry.attempts())) {
			return entry;
		}
		String reason = event.deadReason();
		if (reason != null) {
			return withEnding(entry, event, SubmissionStatus.DEAD, ColumnValues.reason(reason));
		}
		return event.isSuccess() ? withEnding(entry, event, SubmissionStatus.SUCCEEDED, null)
				: withEnding(entry, event, SubmissionStatus.FAILED, ColumnValues.slug(event.outcome()));
	}

	private static LedgerEntry withEnding(LedgerEntry entry, SubmissionEvent.Finished event, SubmissionStatus status,
			@Nullable String reason) {
		Instant at = ColumnValues.time(event.at());
		Ending ending = new Ending(ColumnValues.slug(event.outcome()), event.status(), reason,
				ColumnValues.place(event.result()));
		return new LedgerEntry(entry.id(), status, entry.request(),
				EventFold.times(entry.times(), at, at, entry.times().started(), at),
				Math.max(entry.attempts(), event.attempt()), entry.step(), entry.traceId(), ending,
				entry.resumption().withoutNext());
	}

	static LedgerEntry deadLettered(LedgerEntry entry, SubmissionEvent.DeadLettered event) {
		if (isOld(entry, event)) {
			return isTold(entry, event) ? withLetter(entry, event) : entry;
		}
		Instant at = ColumnValues.time(event.at());
		// The answer of an earlier attempt is not that of this one.
		Ending known = (event.attempt() > entry.attempts()) ? null : entry.ending();
		Ending ending = new Ending((known != null) ? known.outcome() : null,
				(known != null) ? known.statusCode() : null, ColumnValues.reason(event.reason()),
				(known != null) ? known.result() : null);
		return new LedgerEntry(entry.id(), SubmissionStatus.DEAD, kept(entry.request(), event),
				EventFold.times(entry.times(), at, at, entry.times().started(), at),
				Math.max(entry.attempts(), event.attempt()), entry.step(), entry.traceId(), ending,
				entry.resumption().withoutNext());
	}

	// The end said already that it is dead, and not yet where its letter lies.
	private static LedgerEntry withLetter(LedgerEntry entry, SubmissionEvent.DeadLettered event) {
		RecordPlace known = entry.request().source();
		if (known != null && !known.equals(ColumnValues.place(event.source()))) {
			return entry;
		}
		return new LedgerEntry(entry.id(), entry.status(), kept(entry.request(), event), entry.times(),
				entry.attempts(), entry.step(), entry.traceId(), entry.ending(), entry.resumption());
	}

	// The dead letter is kept longer than the record it was, and is the same otherwise.
	private static Request kept(Request request, SubmissionEvent.DeadLettered event) {
		RecordPlace letter = (event.letter() != null) ? ColumnValues.place(event.letter()) : null;
		RecordPlace body = (letter != null) ? letter : EventFold.source(request, event.source());
		return new Request(request.tenant(), request.origin(), request.messageType(), request.config(),
				request.configVersion(), body, request.batch());
	}

	private static boolean isTold(LedgerEntry entry, SubmissionEvent.DeadLettered event) {
		return event.attempt() > 0 && event.attempt() == entry.attempts() && entry.stage().compareTo(Stage.DEAD) >= 0;
	}

	private static boolean isOld(LedgerEntry entry, SubmissionEvent.DeadLettered event) {
		if (event.attempt() > 0) {
			return event.attempt() < entry.attempts() || isTold(entry, event);
		}
		// Earlier software names no attempt, so one that began later is told by its time.
		Instant started = entry.times().started();
		return entry.stage().compareTo(Stage.DEAD) >= 0
				|| (started != null && ColumnValues.time(event.at()).isBefore(started));
	}

}

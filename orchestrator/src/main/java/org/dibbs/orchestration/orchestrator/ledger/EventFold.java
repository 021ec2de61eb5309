package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;

import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Ending;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Times;
import org.jspecify.annotations.Nullable;

/**
 * What a submission's entry becomes by an event. Events may come twice, and those of
 * different senders in any order: a later attempt counts more than an earlier one, and
 * within an attempt what is further on its way.
 */
final class EventFold {

	private EventFold() {
	}

	/**
	 * Adds an event to an entry.
	 * @param entry what is known so far; null where nothing is
	 * @param event what happened
	 * @return what is known then; equal to the entry where the event told nothing new
	 */
	static LedgerEntry fold(@Nullable LedgerEntry entry, SubmissionEvent event) {
		LedgerEntry known = (entry != null) ? entry : unknown(event);
		LedgerEntry next = switch (event) {
			case SubmissionEvent.Accepted accepted -> accepted(known, accepted);
			case SubmissionEvent.BatchAccepted batch -> known;
			case SubmissionEvent.BatchSplit batch -> known;
			case SubmissionEvent.StepBegun step -> known;
			case SubmissionEvent.RetryScheduled retry -> known;
			case SubmissionEvent.ReplayRequested replay -> known;
			case SubmissionEvent.Started started -> started(known, started);
			case SubmissionEvent.StepFinished step -> stepFinished(known, step);
			case SubmissionEvent.Finished finished -> finished(known, finished);
			case SubmissionEvent.DeadLettered dead -> deadLettered(known, dead);
		};
		return next;
	}

	/**
	 * Whether an event is one of a submission; the id of others is not that of any.
	 * @param event the event
	 * @return false for what tells of a whole batch
	 */
	static boolean isOfSubmission(SubmissionEvent event) {
		return !(event instanceof SubmissionEvent.BatchAccepted || event instanceof SubmissionEvent.BatchSplit);
	}

	private static LedgerEntry unknown(SubmissionEvent event) {
		Instant at = ColumnValues.time(event.at());
		return new LedgerEntry(event.id().value(), SubmissionStatus.ACCEPTED, Request.UNKNOWN,
				new Times(at, null, null, at), 0, null, null, null);
	}

	private static LedgerEntry accepted(LedgerEntry entry, SubmissionEvent.Accepted event) {
		Request request = entry.request();
		return new LedgerEntry(entry.id(), entry.status(),
				new Request(event.origin().wire(), request.messageType(), request.config(), request.configVersion(),
						source(request, event.source())),
				times(entry.times(), event.at(), event.at(), entry.times().started(), entry.times().finished()),
				entry.attempts(), entry.step(), entry.traceId(), entry.ending());
	}

	// Of an attempt that was begun twice, as after a crash, the later beginning counts.
	private static LedgerEntry started(LedgerEntry entry, SubmissionEvent.Started event) {
		boolean advances = advances(entry, event.attempt(), SubmissionStatus.RUNNING);
		Request request = request(entry.request(), event, advances);
		Instant at = ColumnValues.time(event.at());
		if (!advances) {
			Instant first = (entry.times().started() != null) ? entry.times().started() : at;
			String trace = (entry.traceId() != null) ? entry.traceId() : ColumnValues.optionalSlug(event.traceId());
			return new LedgerEntry(entry.id(), entry.status(), request,
					times(entry.times(), event.acceptedAt(), at, first, entry.times().finished()),
					Math.max(entry.attempts(), event.attempt()), entry.step(), trace, entry.ending());
		}
		String step = (event.attempt() > entry.attempts()) ? null : entry.step();
		return new LedgerEntry(entry.id(), SubmissionStatus.RUNNING, request,
				times(entry.times(), event.acceptedAt(), at, at, null), event.attempt(), step,
				ColumnValues.optionalSlug(event.traceId()), null);
	}

	private static Request request(Request known, SubmissionEvent.Started event, boolean advances) {
		RecordPlace source = source(known, event.source());
		if (!advances && known.configVersion() != null) {
			return new Request(known.origin(), known.messageType(), known.config(), known.configVersion(), source);
		}
		String type = (event.messageType() != null) ? event.messageType().wire() : null;
		return new Request(known.origin(), type, ColumnValues.optionalName(event.config()), event.configVersion(),
				source);
	}

	private static LedgerEntry stepFinished(LedgerEntry entry, SubmissionEvent.StepFinished event) {
		Times times = times(entry.times(), event.at(), event.at(), entry.times().started(), entry.times().finished());
		boolean current = event.attempt() >= entry.attempts() && !entry.status().isFinished();
		boolean missing = event.attempt() == entry.attempts() && entry.step() == null;
		String step = (current || missing) ? ColumnValues.name(event.endpoint()) : entry.step();
		SubmissionStatus status = advances(entry, event.attempt(), SubmissionStatus.RUNNING) ? SubmissionStatus.RUNNING
				: entry.status();
		return new LedgerEntry(entry.id(), status, entry.request(), times, Math.max(entry.attempts(), event.attempt()),
				step, entry.traceId(), entry.ending());
	}

	// An attempt that ended twice has two results; what was told first stays true.
	private static LedgerEntry finished(LedgerEntry entry, SubmissionEvent.Finished event) {
		SubmissionStatus status = event.isSuccess() ? SubmissionStatus.SUCCEEDED : SubmissionStatus.FAILED;
		boolean dead = entry.status() == SubmissionStatus.DEAD && event.attempt() >= entry.attempts();
		if (dead && (entry.ending() == null || entry.ending().result() == null)) {
			return withEnding(entry, event, SubmissionStatus.DEAD,
					(entry.ending() != null) ? entry.ending().reason() : null);
		}
		if (!advances(entry, event.attempt(), status)
				|| (entry.status().rank() == status.rank() && event.attempt() == entry.attempts())) {
			return entry;
		}
		return withEnding(entry, event, status, event.isSuccess() ? null : ColumnValues.slug(event.outcome()));
	}

	private static LedgerEntry withEnding(LedgerEntry entry, SubmissionEvent.Finished event, SubmissionStatus status,
			@Nullable String reason) {
		Instant at = ColumnValues.time(event.at());
		Ending ending = new Ending(ColumnValues.slug(event.outcome()), event.status(), reason,
				ColumnValues.place(event.result()));
		return new LedgerEntry(entry.id(), status, entry.request(),
				times(entry.times(), at, at, entry.times().started(), at), Math.max(entry.attempts(), event.attempt()),
				entry.step(), entry.traceId(), ending);
	}

	// The event names no attempt, so one that began later is told by its time.
	private static LedgerEntry deadLettered(LedgerEntry entry, SubmissionEvent.DeadLettered event) {
		Instant at = ColumnValues.time(event.at());
		Instant started = entry.times().started();
		if (entry.status() == SubmissionStatus.DEAD || (started != null && at.isBefore(started))) {
			return entry;
		}
		Request request = entry.request();
		Ending known = entry.ending();
		Ending ending = new Ending((known != null) ? known.outcome() : null,
				(known != null) ? known.statusCode() : null, ColumnValues.reason(event.reason()),
				(known != null) ? known.result() : null);
		return new LedgerEntry(entry.id(), SubmissionStatus.DEAD,
				new Request(request.origin(), request.messageType(), request.config(), request.configVersion(),
						source(request, event.source())),
				times(entry.times(), at, at, started, at), entry.attempts(), entry.step(), entry.traceId(), ending);
	}

	private static boolean advances(LedgerEntry entry, int attempt, SubmissionStatus status) {
		return attempt > entry.attempts() || (attempt == entry.attempts() && status.rank() >= entry.status().rank());
	}

	private static @Nullable RecordPlace source(Request known, RecordPlace told) {
		return (known.source() != null) ? known.source() : ColumnValues.place(told);
	}

	private static Times times(Times known, Instant accepted, Instant at, @Nullable Instant started,
			@Nullable Instant finished) {
		Instant earliest = ColumnValues.time(accepted);
		Instant latest = ColumnValues.time(at);
		return new Times(earliest.isBefore(known.accepted()) ? earliest : known.accepted(), started, finished,
				latest.isAfter(known.updated()) ? latest : known.updated());
	}

}

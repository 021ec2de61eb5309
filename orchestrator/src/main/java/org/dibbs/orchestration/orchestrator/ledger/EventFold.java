package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.UUID;

import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Request;
import org.dibbs.orchestration.orchestrator.ledger.LedgerEntry.Resumption;
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
	 * @param event what happened to the submission
	 * @return what is known then; equal to the entry where the event told nothing new
	 */
	static LedgerEntry fold(@Nullable LedgerEntry entry, SubmissionEvent event) {
		LedgerEntry known = (entry != null) ? entry : unknown(event);
		return switch (event) {
			case SubmissionEvent.Accepted accepted -> accepted(known, accepted);
			case SubmissionEvent.BatchAccepted batch -> known;
			case SubmissionEvent.BatchSplit batch -> known;
			case SubmissionEvent.StepBegun step -> stepBegun(known, step);
			case SubmissionEvent.RetryScheduled retry -> WaitFold.retryScheduled(known, retry);
			case SubmissionEvent.HandedBack back -> handedBack(known, back);
			case SubmissionEvent.ReplayRequested replay -> WaitFold.replayRequested(known, replay);
			case SubmissionEvent.Started started -> started(known, started);
			case SubmissionEvent.StepFinished step -> stepFinished(known, step);
			case SubmissionEvent.Finished finished -> EndFold.finished(known, finished);
			case SubmissionEvent.DeadLettered dead -> EndFold.deadLettered(known, dead);
		};
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
				new Times(at, null, null, at), 0, null, null, null, Resumption.NONE);
	}

	private static LedgerEntry accepted(LedgerEntry entry, SubmissionEvent.Accepted event) {
		Request request = entry.request();
		return new LedgerEntry(entry.id(), entry.status(),
				new Request(tenant(request, event.tenant()), event.origin().wire(), request.messageType(),
						request.config(), request.configVersion(), source(request, event.source()),
						batch(request, event.batch())),
				times(entry.times(), event.at(), event.at(), entry.times().started(), entry.times().finished()),
				entry.attempts(), entry.step(), entry.traceId(), entry.ending(), entry.resumption());
	}

	// Of an attempt that was begun twice, as after a crash, the later beginning counts.
	private static LedgerEntry started(LedgerEntry entry, SubmissionEvent.Started event) {
		boolean advances = advances(entry, event.attempt(), Stage.RUNNING);
		Request request = request(entry.request(), event, advances);
		Instant at = ColumnValues.time(event.at());
		if (!advances) {
			Instant first = (entry.times().started() != null) ? entry.times().started() : at;
			String trace = (entry.traceId() != null) ? entry.traceId() : ColumnValues.optionalSlug(event.traceId());
			return new LedgerEntry(entry.id(), entry.status(), request,
					times(entry.times(), event.acceptedAt(), at, first, entry.times().finished()), entry.attempts(),
					entry.step(), trace, entry.ending(), entry.resumption());
		}
		boolean later = event.attempt() > entry.attempts();
		return new LedgerEntry(entry.id(), SubmissionStatus.RUNNING, request,
				times(entry.times(), event.acceptedAt(), at, at, null), event.attempt(), later ? null : entry.step(),
				ColumnValues.optionalSlug(event.traceId()), null,
				later ? begun(entry.resumption()) : entry.resumption().begunAgain(isAgain(entry, at) ? 1 : 0));
	}

	// Each beginning has a time of its own; the same one may be told twice.
	private static boolean isAgain(LedgerEntry entry, Instant at) {
		return entry.times().started() != null && !at.equals(entry.times().started());
	}

	private static Request request(Request known, SubmissionEvent.Started event, boolean advances) {
		RecordPlace source = source(known, event.source());
		UUID batch = batch(known, event.batch());
		String tenant = tenant(known, event.tenant());
		if (!advances && known.configVersion() != null) {
			return new Request(tenant, known.origin(), known.messageType(), known.config(), known.configVersion(),
					source, batch);
		}
		String type = (event.messageType() != null) ? event.messageType().wire() : null;
		Integer version = (event.configVersion() >= 0) ? Integer.valueOf(event.configVersion()) : null;
		return new Request(tenant, known.origin(), type, ColumnValues.optionalName(event.config()), version, source,
				batch);
	}

	private static LedgerEntry stepBegun(LedgerEntry entry, SubmissionEvent.StepBegun event) {
		Resumption known = entry.resumption();
		if (!advances(entry, event.attempt(), Stage.RUNNING)) {
			return withResumption(entry,
					new Resumption(known.next(), known.checkpoint(), known.openStep(), true, known.begunAgain()));
		}
		boolean later = event.attempt() > entry.attempts();
		// What was kept of a step's end says that it has ended, whatever is heard after.
		boolean ended = !later && known.checkpoint() != null && known.checkpoint().nextStep() > event.number();
		Resumption resumption = new Resumption(null, known.checkpoint(),
				ended ? known.openStep() : Integer.valueOf(event.number()), true, later ? 0 : known.begunAgain());
		// Where it is left open, this is the step to look at.
		String step = ended ? entry.step() : ColumnValues.name(event.endpoint());
		return running(entry, event.attempt(), event.at(), step, resumption);
	}

	private static LedgerEntry stepFinished(LedgerEntry entry, SubmissionEvent.StepFinished event) {
		boolean advances = advances(entry, event.attempt(), Stage.RUNNING);
		if (advances) {
			return running(entry, event.attempt(), event.at(), ColumnValues.name(event.endpoint()),
					resumption(entry, event));
		}
		boolean missing = event.attempt() == entry.attempts() && entry.step() == null;
		Times times = times(entry.times(), event.at(), event.at(), entry.times().started(), entry.times().finished());
		return new LedgerEntry(entry.id(), entry.status(), entry.request(), times, entry.attempts(),
				missing ? ColumnValues.name(event.endpoint()) : entry.step(), entry.traceId(), entry.ending(),
				resumption(entry, event));
	}

	private static Resumption resumption(LedgerEntry entry, SubmissionEvent.StepFinished event) {
		boolean later = event.attempt() > entry.attempts();
		Resumption known = later ? begun(entry.resumption()) : entry.resumption();
		if (event.attempt() < entry.attempts() || known.next() != null) {
			return known;
		}
		Integer open = known.openStep();
		Checkpoint kept = known.checkpoint();
		Checkpoint told = ColumnValues.checkpoint(event.checkpoint());
		boolean further = told != null && (later || kept == null || told.nextStep() >= kept.nextStep());
		return new Resumption(null, further ? told : kept, (open != null && open == event.number()) ? null : open,
				known.onceBegun(), known.begunAgain());
	}

	// The worker has not died.
	private static LedgerEntry handedBack(LedgerEntry entry, SubmissionEvent.HandedBack event) {
		boolean running = entry.stage() == Stage.RUNNING && event.attempt() == entry.attempts();
		return running ? withResumption(entry, entry.resumption().begunAgain(-1)) : entry;
	}

	private static LedgerEntry running(LedgerEntry entry, int attempt, Instant at, @Nullable String step,
			Resumption resumption) {
		return new LedgerEntry(entry.id(), SubmissionStatus.RUNNING, entry.request(),
				times(entry.times(), at, at, entry.times().started(), null), attempt, step, entry.traceId(), null,
				resumption);
	}

	private static LedgerEntry withResumption(LedgerEntry entry, Resumption resumption) {
		return new LedgerEntry(entry.id(), entry.status(), entry.request(), entry.times(), entry.attempts(),
				entry.step(), entry.traceId(), entry.ending(), resumption);
	}

	// A step that an earlier attempt has left open is none of the one that begins.
	private static Resumption begun(Resumption known) {
		return new Resumption(null, known.checkpoint(), null, known.onceBegun());
	}

	static boolean advances(LedgerEntry entry, int attempt, Stage stage) {
		return attempt > entry.attempts() || (attempt == entry.attempts() && stage.compareTo(entry.stage()) >= 0);
	}

	static @Nullable RecordPlace source(Request known, RecordPlace told) {
		return (known.source() != null) ? known.source() : ColumnValues.place(told);
	}

	// What was told once stays, so that nobody can make another's submission his own.
	private static String tenant(Request known, String told) {
		return (known.tenant() != null) ? known.tenant() : told;
	}

	private static @Nullable UUID batch(Request known, @Nullable SubmissionId told) {
		return (known.batch() == null && told != null) ? told.value() : known.batch();
	}

	static Times times(Times known, Instant accepted, Instant at, @Nullable Instant started,
			@Nullable Instant finished) {
		Instant earliest = ColumnValues.time(accepted);
		Instant latest = ColumnValues.time(at);
		return new Times(earliest.isBefore(known.accepted()) ? earliest : known.accepted(), started, finished,
				latest.isAfter(known.updated()) ? latest : known.updated());
	}

}

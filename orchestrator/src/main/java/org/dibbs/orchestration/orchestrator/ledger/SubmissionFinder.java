package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds submissions, and waits for what is to come of them. A submission that was
 * accepted is found at once, although the ledger is written later: one that is not there
 * is unknown only when all that was told until now is in the ledger. Each caller waits in
 * a thread of its own.
 */
final class SubmissionFinder {

	private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

	private final SubmissionQueries queries;

	private final EventsEnd end;

	private final Waiting waiting;

	private final Semaphore watchers;

	private final LedgerProperties properties;

	SubmissionFinder(SubmissionQueries queries, EventsEnd end, Waiting waiting, LedgerProperties properties) {
		this.queries = queries;
		this.end = end;
		this.waiting = waiting;
		this.watchers = new Semaphore(properties.maxWatchers());
		this.properties = properties;
	}

	/**
	 * Finds a submission.
	 * @param text what the caller says is its id
	 * @return what is known of it
	 * @throws ProblemException if there is none, or if that cannot be said now
	 */
	LedgerEntry find(String text) {
		SubmissionId id = SubmissionId.parse(text);
		if (id == null) {
			throw new ProblemException(ProblemKind.UNKNOWN_SUBMISSION,
					"There is no such submission; an id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057.");
		}
		LedgerEntry entry = this.queries.find(id.value());
		return (entry != null) ? entry : findWhatIsOnItsWay(id);
	}

	private LedgerEntry findWhatIsOnItsWay(SubmissionId id) {
		EventsEnd.Place told = this.end.of(id);
		long deadline = System.nanoTime() + this.properties.lagLimit().toNanos();
		do {
			// In this order: what is written after the first look is seen by the second.
			boolean written = this.queries.nextOffset(told.partition()) >= told.offset();
			LedgerEntry entry = this.queries.find(id.value());
			if (entry != null) {
				return entry;
			}
			if (written) {
				throw new ProblemException(ProblemKind.UNKNOWN_SUBMISSION, "There is no submission " + id
						+ "; it was never accepted, or it was deleted after its retention.");
			}
		}
		while (System.nanoTime() - deadline < 0 && this.waiting.pause(LOOK_AGAIN));
		throw new ProblemException(ProblemKind.LEDGER_UNAVAILABLE, "The ledger does not know the submission " + id
				+ " yet, as it lags behind; try again in some seconds.");
	}

	/**
	 * Waits for a submission to end. Where too many wait already, nobody is kept.
	 * @param entry what is known of it
	 * @param limit how long to wait
	 * @return what is known then
	 */
	LedgerEntry awaitEnd(LedgerEntry entry, Duration limit) {
		if (entry.status().isFinished() || limit.isZero() || !this.watchers.tryAcquire()) {
			return entry;
		}
		try {
			long deadline = System.nanoTime() + limit.toNanos();
			LedgerEntry known = entry;
			while (!known.status().isFinished() && System.nanoTime() - deadline < 0
					&& this.waiting.pause(this.properties.watchInterval())) {
				LedgerEntry next = this.queries.find(entry.id());
				known = (next != null) ? next : known;
			}
			return known;
		}
		finally {
			this.watchers.release();
		}
	}

	/**
	 * Shows a submission and then what becomes of it, until it has ended, the listener
	 * has gone or the worker stops.
	 * @param entry what is known of it
	 * @param listener is shown what is new
	 * @throws ProblemException if too many listen already
	 */
	void watch(LedgerEntry entry, Listener listener) {
		if (!this.watchers.tryAcquire()) {
			throw new ProblemException(ProblemKind.TOO_MANY,
					"Too many listen to submissions already; try again in some seconds.");
		}
		try {
			@Nullable LedgerEntry shown = null;
			LedgerEntry known = entry;
			boolean heard = true;
			while (heard && (shown == null || !shown.status().isFinished())) {
				heard = known.equals(shown) ? listener.nothingNew() : listener.changed(known);
				shown = known;
				if (heard && !known.status().isFinished()) {
					heard = this.waiting.pause(this.properties.watchInterval());
					LedgerEntry next = this.queries.find(entry.id());
					known = (next != null) ? next : known;
				}
			}
		}
		finally {
			this.watchers.release();
		}
	}

	/**
	 * How many more may wait or listen now.
	 * @return the number, from 0
	 */
	int freeWatchers() {
		return this.watchers.availablePermits();
	}

	/** Whom a submission is shown to. */
	interface Listener {

		/**
		 * Something has become of it.
		 * @param entry what is known of it now
		 * @return false where the listener has gone
		 */
		boolean changed(LedgerEntry entry);

		/**
		 * Nothing has become of it.
		 * @return false where the listener has gone
		 */
		boolean nothingNew();

	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
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
	 * @param caller who asks; what belongs to another tenant is not there for it
	 * @return what is known of it
	 * @throws ProblemException if there is none, or if that cannot be said now
	 */
	LedgerEntry find(String text, Caller caller) {
		return find(text, "submission", (id) -> this.queries.find(id, caller));
	}

	/**
	 * Finds something that is told by events of its own id.
	 * @param text what the caller says is its id
	 * @param what what it is called
	 * @param look looks whether it is in the ledger
	 * @param <T> the type of what is known of it
	 * @return what is known of it
	 * @throws ProblemException if there is none, or if that cannot be said now
	 */
	<T> T find(String text, String what, Function<UUID, @Nullable T> look) {
		SubmissionId id = SubmissionId.parse(text);
		if (id == null) {
			throw new ProblemException(ProblemKind.UNKNOWN_SUBMISSION,
					"There is no such " + what + "; an id is a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057.");
		}
		T entry = look.apply(id.value());
		return (entry != null) ? entry : findWhatIsOnItsWay(id, what, look);
	}

	private <T> T findWhatIsOnItsWay(SubmissionId id, String what, Function<UUID, @Nullable T> look) {
		EventsEnd.Place told = this.end.of(id);
		long deadline = System.nanoTime() + this.properties.lagLimit().toNanos();
		do {
			// In this order: what is written after the first look is seen by the second.
			boolean written = this.queries.nextOffset(told.partition()) >= told.offset();
			T entry = look.apply(id.value());
			if (entry != null) {
				return entry;
			}
			if (written) {
				throw new ProblemException(ProblemKind.UNKNOWN_SUBMISSION, "There is no " + what + " " + id
						+ "; it was never accepted, or it was deleted after its retention.");
			}
		}
		while (System.nanoTime() - deadline < 0 && this.waiting.pause(LOOK_AGAIN));
		throw new ProblemException(ProblemKind.LEDGER_UNAVAILABLE, "The ledger does not know the " + what + " " + id
				+ " yet, as it lags behind; try again in some seconds.");
	}

	/**
	 * Waits for a submission to end. Where too many wait already, nobody is kept.
	 * @param entry what is known of it
	 * @param limit how long to wait
	 * @return what is known then
	 */
	LedgerEntry awaitEnd(LedgerEntry entry, Duration limit) {
		return awaitEnd(entry, (known) -> known.status().isFinished(), () -> this.queries.find(entry.id()), limit);
	}

	/**
	 * The same for anything that ends.
	 * @param entry what is known of it
	 * @param ended whether it has ended
	 * @param look looks at it again; null counts as nothing new
	 * @param limit how long to wait
	 * @param <T> the type of what is known of it
	 * @return what is known then
	 */
	<T> T awaitEnd(T entry, Predicate<T> ended, Supplier<@Nullable T> look, Duration limit) {
		if (ended.test(entry) || limit.isZero() || !this.watchers.tryAcquire()) {
			return entry;
		}
		try {
			long deadline = System.nanoTime() + limit.toNanos();
			T known = entry;
			while (!ended.test(known) && System.nanoTime() - deadline < 0
					&& this.waiting.pause(this.properties.watchInterval())) {
				T next = look.get();
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

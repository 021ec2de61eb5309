package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.orchestrator.ledger.EventsMark;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.ledger.Standing;
import org.dibbs.orchestration.orchestrator.ledger.Standings;
import org.dibbs.orchestration.telemetry.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the poll loop and the {@link Dispatcher}: decides of each record whether
 * it is still to be worked on, and from where, so that what was done before a crash, a
 * rebalance or a repeated record is not done again. Asks the ledger once for all records
 * of a poll. What no worker can have had before is not held up by a database that is
 * away; the rest is held until it is back.
 */
final class Admission {

	private static final Logger logger = LoggerFactory.getLogger(Admission.class);

	private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

	private static final Duration AWAY_AGAIN = Duration.ofMillis(500);

	private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Polls of new records that may be undecided before no further one is made. */
	private static final int BUSY = 2;

	private final Standings standings;

	private final Precedent precedent;

	private final Ownership ownership;

	private final Claims claims;

	private final InFlight inFlight;

	private final Dispatcher dispatcher;

	private final HeldArrivals held;

	private final IntakeMetrics metrics;

	private final AtomicInteger undecided = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean away;

	private volatile long askedAt;

	Admission(Standings standings, Precedent precedent, Ownership ownership, Claims claims, InFlight inFlight,
			Dispatcher dispatcher, HeldArrivals held, IntakeMetrics metrics) {
		this.standings = standings;
		this.precedent = precedent;
		this.ownership = ownership;
		this.claims = claims;
		this.inFlight = inFlight;
		this.dispatcher = dispatcher;
		this.held = held;
		this.metrics = metrics;
	}

	/**
	 * Takes the records of a poll. Returns at once.
	 * @param arrivals the records
	 */
	void admit(List<Arrival> arrivals) {
		List<Arrival> free = new ArrayList<>();
		List<Arrival> careful = new ArrayList<>();
		for (Arrival arrival : arrivals) {
			(isSuspect(arrival) || !arrival.isOfFrontDoor() ? careful : free).add(arrival);
		}
		hold(careful);
		if (free.isEmpty() || isClosed()) {
			return;
		}
		this.undecided.incrementAndGet();
		Thread.ofVirtual().name("admission").start(() -> {
			try {
				hold(claim(free, this::admitFree));
			}
			finally {
				this.undecided.decrementAndGet();
			}
		});
	}

	/**
	 * Whether the poll loop should bring no more for now.
	 * @return true while several polls are undecided, or as many records are held as may
	 */
	boolean isBusy() {
		return this.undecided.get() >= BUSY || this.held.isFull();
	}

	/** Decides nothing any more; what is undecided stays uncommitted. */
	void close() {
		this.closed.countDown();
	}

	private void hold(List<Arrival> arrivals) {
		if (!isClosed() && this.held.add(arrivals)) {
			Thread.ofVirtual().name("admission").start(this::watchHeld);
		}
	}

	private void watchHeld() {
		boolean more = true;
		while (more && !isClosed()) {
			List<Arrival> all = this.held.all();
			Set<Arrival> left = new HashSet<>(attempt(all));
			more = this.held.remove(all.stream().filter((arrival) -> !left.contains(arrival)).toList());
			if (more) {
				pause(this.away ? AWAY_AGAIN : LOOK_AGAIN);
			}
		}
	}

	// Gives back those whose earlier run has not ended yet.
	private List<Arrival> claim(List<Arrival> arrivals, Consumer<List<Arrival>> then) {
		List<Arrival> granted = new ArrayList<>();
		List<Arrival> busy = new ArrayList<>();
		for (Arrival arrival : arrivals) {
			switch (this.claims.claim(arrival.id(), arrival.attempt(), arrival.place())) {
				case GRANTED -> granted.add(arrival);
				case BUSY -> busy.add(arrival);
				case DUPLICATE -> skip(arrival, SkipReason.IN_HAND);
			}
		}
		if (!granted.isEmpty()) {
			then.accept(granted);
		}
		return busy;
	}

	private void admitFree(List<Arrival> arrivals) {
		Map<SubmissionId, Standing> known = knownIfThere(arrivals);
		for (Arrival arrival : arrivals) {
			apply(arrival, this.precedent.ofFresh(arrival, known.get(arrival.id())));
		}
	}

	private Map<SubmissionId, Standing> knownIfThere(List<Arrival> arrivals) {
		if (this.away && System.nanoTime() - this.askedAt < ASK_AGAIN_NANOS) {
			return Map.of();
		}
		try {
			Map<SubmissionId, Standing> known = this.standings.of(arrivals.stream().map(Arrival::id).toList());
			here();
			return known;
		}
		catch (RuntimeException ex) {
			missing(ex);
			return Map.of();
		}
	}

	private List<Arrival> attempt(List<Arrival> arrivals) {
		List<Arrival> wanted = arrivals.stream().filter((arrival) -> !arrival.entry().isRevoked()).toList();
		try {
			List<Arrival> ready = ready(wanted);
			List<Arrival> left = new ArrayList<>(wanted);
			left.removeAll(ready);
			left.addAll(claim(ready, (granted) -> left.addAll(admitCareful(granted))));
			return left;
		}
		catch (RuntimeException ex) {
			missing(ex);
			return wanted;
		}
	}

	// Those of which the ledger knows all that others may have done.
	private List<Arrival> ready(List<Arrival> arrivals) {
		Map<EventsMark, Boolean> included = new HashMap<>();
		List<Arrival> ready = new ArrayList<>();
		for (Arrival arrival : arrivals) {
			Ownership.Assignment assignment = this.ownership.of(arrival.partition());
			if (assignment != null && included.computeIfAbsent(mark(assignment), this.standings::includes)) {
				ready.add(arrival);
			}
		}
		return ready;
	}

	private EventsMark mark(Ownership.Assignment assignment) {
		EventsMark mark = assignment.mark();
		if (mark == null) {
			mark = this.standings.mark();
			assignment.mark(mark);
		}
		return mark;
	}

	// Gives back what could not be decided.
	private List<Arrival> admitCareful(List<Arrival> arrivals) {
		List<Arrival> undecided = new ArrayList<>(arrivals);
		try {
			Map<SubmissionId, Standing> known = this.standings.of(arrivals.stream().map(Arrival::id).toList());
			Map<Arrival, Verdict> verdicts = this.precedent.ofAll(arrivals, known, this::isSuspect);
			here();
			verdicts.forEach((arrival, verdict) -> {
				undecided.remove(arrival);
				apply(arrival, verdict);
			});
		}
		catch (RuntimeException ex) {
			missing(ex);
		}
		undecided.forEach((arrival) -> this.claims.release(arrival.id()));
		return undecided;
	}

	private boolean isSuspect(Arrival arrival) {
		Ownership.Assignment assignment = this.ownership.of(arrival.partition());
		return assignment == null || assignment.isSuspect(arrival.record().offset());
	}

	private void apply(Arrival arrival, Verdict verdict) {
		switch (verdict) {
			case Verdict.Run run -> {
				if (run.resumption().result() != null) {
					this.metrics.skipped(SkipReason.HAS_RESULT);
				}
				else {
					this.metrics.begun(arrival.attempt());
				}
				this.dispatcher.submit(arrival.task(run.resumption()));
			}
			case Verdict.Skip skip -> {
				this.claims.done(arrival.id(), arrival.attempt());
				skip(arrival, skip.reason());
			}
		}
	}

	private void skip(Arrival arrival, SkipReason reason) {
		logger.atInfo()
			.addKeyValue(LogFields.SUBMISSION_ID, arrival.id())
			.log("Record {} is not worked on: attempt {} of submission {} {}", arrival.place(), arrival.attempt(),
					arrival.id(), reason);
		this.metrics.skipped(reason);
		this.inFlight.finish(arrival.entry());
	}

	private void missing(RuntimeException ex) {
		this.askedAt = System.nanoTime();
		if (!this.away) {
			this.away = true;
			logger.warn(
					"The ledger cannot be asked what was done already ({}). New submissions go on without it; "
							+ "those that another worker may have begun wait for it",
					(ex instanceof LedgerUnavailableException) ? ex.getMessage() : ex.getClass().getName());
		}
	}

	private void here() {
		if (this.away) {
			this.away = false;
			logger.info("The ledger can be asked again");
		}
	}

	private void pause(Duration pause) {
		try {
			this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.closed.countDown();
		}
	}

	private boolean isClosed() {
		return this.closed.getCount() == 0;
	}

}

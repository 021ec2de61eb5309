package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the projection rest after a write, so that the next one has all that was told
 * meanwhile: a transaction costs about the same for one event as for a hundred, and of a
 * submission that begins and ends in between one row is written instead of four changes
 * to it. Whoever asks for something that may be on its way ends the rest.
 */
final class WritePace {

	private final Duration rest;

	private final int backlog;

	private final Semaphore hurry = new Semaphore(0);

	/**
	 * Creates it.
	 * @param rest how long a rest takes
	 * @param backlog from so many events on there is no rest, but more to be worked off
	 */
	WritePace(Duration rest, int backlog) {
		this.rest = rest;
		this.backlog = backlog;
	}

	/**
	 * Rests, on the thread that writes.
	 * @param events how many events were written just now
	 * @throws InterruptedException if the thread is interrupted
	 */
	void rest(int events) throws InterruptedException {
		if (events > 0 && events < this.backlog) {
			this.hurry.tryAcquire(this.rest.toNanos(), TimeUnit.NANOSECONDS);
		}
		this.hurry.drainPermits();
	}

	/** Ends a rest. May be called by any thread. */
	void hurry() {
		this.hurry.release();
	}

}

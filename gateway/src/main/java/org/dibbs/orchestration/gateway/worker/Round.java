package org.dibbs.orchestration.gateway.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which workers one request may still ask: first those that answer, in turn, then those
 * that are left alone. For one request, which is on one thread at a time.
 */
class Round {

	private final Workers workers;

	private final long start = System.nanoTime();

	private final long patience;

	private final Deque<Worker> next = new ArrayDeque<>();

	private final Deque<Worker> leftAlone = new ArrayDeque<>();

	/**
	 * Begins.
	 * @param workers all workers
	 * @param patience how long after now a further worker may be asked
	 */
	Round(Workers workers, Duration patience) {
		this.workers = workers;
		this.patience = patience.toNanos();
	}

	/** Whether all workers were asked, so that it begins anew. */
	boolean isOver() {
		return this.next.isEmpty() && this.leftAlone.isEmpty();
	}

	/** Whether there is someone left to ask, and time to do so. */
	boolean goesOn() {
		return !isOver() && System.nanoTime() - this.start < this.patience;
	}

	void beginAnew() {
		this.next.addAll(this.workers.inTurn());
	}

	/** Whether only those are left that are left alone. */
	boolean isLastResort() {
		return this.next.isEmpty();
	}

	Worker take() {
		return this.next.isEmpty() ? this.leftAlone.remove() : this.next.remove();
	}

	/** Puts one off that turned out to be left alone. */
	void putOff(Worker worker) {
		this.leftAlone.add(worker);
	}

}

package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets records out to the broker in groups. A request to the broker costs both sides more
 * than a record in it, and the producer's own {@code linger.ms} makes a record that comes
 * alone wait as long as those that could share a request. This gate is open for whoever
 * comes after a pause, and then closes for some milliseconds, as it does behind each
 * group from then on; those that come meanwhile wait and leave together. So what follows
 * from a record, bookkeeping mostly, does not compete with what is done with the record
 * itself. For any number of threads.
 */
public final class SendGate {

	private final long pause;

	private final LongSupplier nanoTime;

	private final AtomicLong opening;

	/**
	 * Creates one that is open.
	 * @param pause for how long it stays closed; zero for a gate that is never closed
	 */
	public SendGate(Duration pause) {
		this(pause, System::nanoTime);
	}

	SendGate(Duration pause, LongSupplier nanoTime) {
		this.pause = pause.toNanos();
		this.nanoTime = nanoTime;
		this.opening = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Waits until the gate is open, at most for its pause. A thread that is interrupted
	 * does not wait, and stays interrupted.
	 */
	public void pass() {
		if (this.pause == 0) {
			return;
		}
		long opens = this.opening.get();
		long now = this.nanoTime.getAsLong();
		while (now - opens < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, opens - now);
			now = this.nanoTime.getAsLong();
		}
		// Of those that leave together the first closes it again.
		this.opening.compareAndSet(opens, now + this.pause);
	}

}

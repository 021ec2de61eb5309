package org.dibbs.orchestration.gateway.submission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for bodies on their way from the callers to the queue. Counting callers is
 * not enough: a few with large bodies need more than thousands with small ones. Safe for
 * use by many threads.
 */
final class BodyMemory {

	private final long limit;

	private final AtomicLong used = new AtomicLong();

	/**
	 * Creates the memory.
	 * @param limit how much there is, in bytes
	 */
	BodyMemory(long limit) {
		this.limit = limit;
	}

	Reservation reserve() {
		return new Reservation();
	}

	long limit() {
		return this.limit;
	}

	long used() {
		return this.used.get();
	}

	/** What one body, and what is made of it, has taken. */
	final class Reservation {

		private long held;

		private boolean released;

		/**
		 * Takes more.
		 * @param bytes how much more
		 * @return false where there is not enough left, or everything was given back
		 */
		synchronized boolean grow(long bytes) {
			if (this.released) {
				return false;
			}
			if (BodyMemory.this.used.addAndGet(bytes) > BodyMemory.this.limit) {
				BodyMemory.this.used.addAndGet(-bytes);
				return false;
			}
			this.held += bytes;
			return true;
		}

		/**
		 * Gives everything back, for good: who still works for a caller who has left
		 * finds out by {@link #grow}. Doing so twice is harmless.
		 */
		synchronized void release() {
			BodyMemory.this.used.addAndGet(-this.held);
			this.held = 0;
			this.released = true;
		}

	}

}

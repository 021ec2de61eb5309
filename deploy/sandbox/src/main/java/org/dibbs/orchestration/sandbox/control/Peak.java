package org.dibbs.orchestration.sandbox.control;

/**
 * How many are inside now, and how many there have been at most. Safe for any number of
 * threads.
 */
final class Peak {

	private int now;

	private int highest;

	synchronized void enter() {
		this.now++;
		this.highest = Math.max(this.highest, this.now);
	}

	synchronized void leave() {
		this.now--;
	}

	synchronized void clear() {
		this.highest = this.now;
	}

	synchronized int now() {
		return this.now;
	}

	synchronized int highest() {
		return this.highest;
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import org.jspecify.annotations.Nullable;

/**
 * Stands between a run and those who want it to stop. A run that may be begun anew is
 * interrupted at once; one that is doing what must not be left half done is not, and
 * stops after that. For use by many threads.
 */
final class Guard {

	private final Gate gate;

	private @Nullable Thread thread;

	private boolean cancelled;

	private boolean entered;

	/**
	 * Creates a guard.
	 * @param gate says whether the run's submission is still this worker's
	 */
	Guard(Gate gate) {
		this.gate = gate;
	}

	/** The run begins, on this thread. */
	synchronized void begin() {
		this.thread = Thread.currentThread();
		if (this.cancelled) {
			this.thread.interrupt();
		}
	}

	/** The run has ended; its thread is left alone from now on. */
	synchronized void end() {
		this.thread = null;
	}

	/**
	 * Begins what must not be left half done. Waits where it is not known whether the
	 * submission is still this worker's.
	 * @throws InterruptedException if the run has to stop, and nothing must be done any
	 * more
	 */
	void enter() throws InterruptedException {
		this.gate.await();
		synchronized (this) {
			if (this.cancelled) {
				throw new InterruptedException("the run was cancelled");
			}
			this.entered = true;
		}
	}

	/** It is done. */
	synchronized void leave() {
		this.entered = false;
		if (this.cancelled && this.thread != null) {
			this.thread.interrupt();
		}
	}

	/** Makes the run stop as soon as it may be begun anew. */
	synchronized void cancel() {
		this.cancelled = true;
		if (!this.entered && this.thread != null) {
			this.thread.interrupt();
		}
	}

	/** Makes the run stop whatever it does; for a worker that has no time left. */
	synchronized void kill() {
		this.cancelled = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/** Whether a submission is still this worker's. */
	@FunctionalInterface
	interface Gate {

		/**
		 * Returns when it is certain that it is.
		 * @throws InterruptedException if it is another worker's
		 */
		void await() throws InterruptedException;

	}

}

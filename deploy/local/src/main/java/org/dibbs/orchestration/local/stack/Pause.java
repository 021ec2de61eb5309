package org.dibbs.orchestration.local.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that passes between two looks at something.
 */
public final class Pause {

	private Pause() {
	}

	/**
	 * Lets time pass; ends early where the thread is interrupted.
	 * @param time how much
	 */
	public static void of(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}

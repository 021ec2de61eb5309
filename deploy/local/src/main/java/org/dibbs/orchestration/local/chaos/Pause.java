package org.dibbs.orchestration.local.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that passes between faults, and between two looks at something. */
final class Pause {

	private Pause() {
	}

	static void of(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0
				&& !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Pauses that end when the worker stops, so that nobody who waits holds it up.
 */
final class Waiting implements ApplicationListener<ContextClosedEvent> {

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Waits.
	 * @param duration how long
	 * @return false if the worker stops
	 */
	boolean pause(Duration duration) {
		try {
			return !this.closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.closed.countDown();
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.dibbs.orchestration.orchestrator.ledger.EventsMark;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.ledger.Standings;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Waits until the ledger knows what has happened. Nobody who waits holds up a worker that
 * stops.
 */
final class CatchUp implements ApplicationListener<ContextClosedEvent> {

	private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

	private final Standings standings;

	private final CountDownLatch closed = new CountDownLatch(1);

	CatchUp(Standings standings) {
		this.standings = standings;
	}

	/**
	 * Waits for everything that was told until now.
	 * @param limit how long
	 * @return whether the ledger knows it; false where it lags behind or the worker stops
	 * @throws LedgerUnavailableException if Kafka or the database does not answer
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean await(Duration limit) throws InterruptedException {
		EventsMark mark = this.standings.mark();
		long deadline = System.nanoTime() + limit.toNanos();
		while (!this.standings.includes(mark)) {
			if (System.nanoTime() - deadline >= 0 || this.closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.closed.countDown();
	}

}

package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Turns the {@link Redelivery} in a thread of its own as long as the worker runs.
 */
final class RedeliveryLifecycle implements SmartLifecycle, Runnable {

	private static final Logger logger = LoggerFactory.getLogger(RedeliveryLifecycle.class);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

	private final Redelivery redelivery;

	private final Duration interval;

	private volatile boolean running;

	private volatile @Nullable Thread thread;

	private boolean failing;

	RedeliveryLifecycle(Redelivery redelivery, Duration interval) {
		this.redelivery = redelivery;
		this.interval = interval;
	}

	@Override
	public void run() {
		while (this.running) {
			if (!turn()) {
				// Workers that started together do not look at the same time for ever.
				long nanos = this.interval.toNanos();
				LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
			}
		}
	}

	private boolean turn() {
		try {
			boolean more = this.redelivery.turn();
			if (this.failing) {
				this.failing = false;
				logger.info("Attempts that are due are put on the queue again");
			}
			return more;
		}
		catch (InterruptedException ex) {
			this.running = false;
		}
		catch (ArchiveException | LedgerUnavailableException ex) {
			fails(ex);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// Whatever it is: a worker that silently repeats nothing any more would be
			// worse.
			fails(ex);
		}
		return false;
	}

	private void fails(Throwable cause) {
		if (!this.failing) {
			this.failing = true;
			Throwable root = (cause.getCause() != null) ? cause.getCause() : cause;
			logger.warn("Attempts that are due cannot be put on the queue, this is tried again: {}",
					root.getClass().getSimpleName());
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().name("redelivery").start(this);
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		this.thread = null;
		this.running = false;
		try {
			if (current != null) {
				current.interrupt();
				if (!current.join(STOP_LIMIT)) {
					logger.warn("The redelivery did not stop within {}", STOP_LIMIT);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the projection, and tells whether it can write. A worker is ready
 * without it: messages go on, and the ledger catches up.
 */
final class LedgerHealthIndicator extends AbstractHealthIndicator implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LedgerHealthIndicator.class);

	private static final Duration STALLED = Duration.ofSeconds(30);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

	private final LedgerProjection projection;

	private final LedgerOutage outage;

	private volatile @Nullable Thread thread;

	LedgerHealthIndicator(LedgerProjection projection, LedgerOutage outage) {
		this.projection = projection;
		this.outage = outage;
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().name("ledger").start(this.projection);
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		this.thread = null;
		this.projection.stop();
		try {
			if (current != null && !current.join(STOP_LIMIT)) {
				logger.warn("The projection did not stop within {}", STOP_LIMIT);
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

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		String reason = this.outage.reason();
		Thread current = this.thread;
		boolean up = reason == null && current != null && current.isAlive() && this.projection.isTurning(STALLED);
		builder.status(up ? "UP" : "DOWN");
		if (reason != null) {
			builder.withDetail("reason", reason);
		}
	}

}

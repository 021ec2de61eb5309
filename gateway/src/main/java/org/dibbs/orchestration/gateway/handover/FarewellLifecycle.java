package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Scheduler;

import org.springframework.context.SmartLifecycle;

/**
 * At shutdown, lets callers who still wait go with a 202 before the server cuts them off:
 * their messages are safe, and they learn under which name.
 */
final class FarewellLifecycle implements SmartLifecycle {

	private final PendingReplies pending;

	private final Duration after;

	private final Scheduler scheduler;

	private volatile boolean running;

	/**
	 * Creates the lifecycle.
	 * @param pending the callers who wait
	 * @param after how long a shutdown lets them wait
	 * @param scheduler measures that time
	 */
	FarewellLifecycle(PendingReplies pending, Duration after, Scheduler scheduler) {
		this.pending = pending;
		this.after = after;
		this.scheduler = scheduler;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.schedule(this.pending::letGo, this.after.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// Stopped first, as the server begins to wait for its callers after that.
		return Integer.MAX_VALUE;
	}

}

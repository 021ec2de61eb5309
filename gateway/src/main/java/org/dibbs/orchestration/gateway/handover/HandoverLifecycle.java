package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the reply listener before the web server and stops it after, so that callers
 * whose requests a graceful shutdown lets finish still get their replies. What they were
 * promised is told to the ledger before the clients of Kafka are closed.
 */
final class HandoverLifecycle implements SmartLifecycle {

	private final ReplyListener listener;

	private final Announcements announcements;

	private final Duration limit;

	/**
	 * Creates the lifecycle.
	 * @param listener who reads the replies
	 * @param announcements what is outstanding
	 * @param limit how long a shutdown waits for what is
	 */
	HandoverLifecycle(ReplyListener listener, Announcements announcements, Duration limit) {
		this.listener = listener;
		this.announcements = announcements;
		this.limit = limit;
	}

	@Override
	public void start() {
		this.listener.start();
	}

	@Override
	public void stop() {
		try {
			this.announcements.close(this.limit);
			this.listener.stop();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.listener.isRunning();
	}

	@Override
	public int getPhase() {
		return 0;
	}

}

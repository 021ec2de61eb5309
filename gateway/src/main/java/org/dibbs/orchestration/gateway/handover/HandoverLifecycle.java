package org.dibbs.orchestration.gateway.handover;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the reply listener before the web server and stops it after, so that callers
 * whose requests a graceful shutdown lets finish still get their replies.
 */
final class HandoverLifecycle implements SmartLifecycle {

	private final ReplyListener listener;

	HandoverLifecycle(ReplyListener listener) {
		this.listener = listener;
	}

	@Override
	public void start() {
		this.listener.start();
	}

	@Override
	public void stop() {
		try {
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

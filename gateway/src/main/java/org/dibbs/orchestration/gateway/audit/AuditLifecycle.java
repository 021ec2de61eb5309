package org.dibbs.orchestration.gateway.audit;

import org.dibbs.orchestration.audit.AuditTrail;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the audit trail, and ends it between the last request and the producer, so that
 * what was done last is on record, too.
 */
final class AuditLifecycle implements SmartLifecycle {

	private final AuditTrail trail;

	private volatile boolean running;

	AuditLifecycle(AuditTrail trail) {
		this.trail = trail;
	}

	@Override
	public void start() {
		this.running = true;
		this.trail.start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.trail.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}

package org.dibbs.orchestration.gateway.handover;

import org.slf4j.Logger;

/**
 * Logs an outage once when it begins and once when it ends, however often it is noticed.
 * For one thread.
 */
final class OutageLog {

	private final Logger logger;

	private boolean out;

	OutageLog(Logger logger) {
		this.logger = logger;
	}

	void begins(String reason) {
		if (!this.out) {
			this.out = true;
			this.logger.warn("Kafka cannot be used, callers get 503 until it can: {}", reason);
		}
	}

	void ends() {
		if (this.out) {
			this.out = false;
			this.logger.info("Kafka can be used again");
		}
	}

}

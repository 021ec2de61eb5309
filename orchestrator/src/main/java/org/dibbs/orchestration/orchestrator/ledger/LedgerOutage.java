package org.dibbs.orchestration.orchestrator.ledger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the ledger can be written now. Logs an outage once when it begins and once when
 * it ends. Written by one thread, read by any.
 */
final class LedgerOutage {

	private static final Logger logger = LoggerFactory.getLogger(LedgerOutage.class);

	private volatile @Nullable String reason;

	void begins(Throwable cause) {
		if (this.reason == null) {
			// What a database says can quote values, so only what kind it is.
			this.reason = cause.getClass().getSimpleName();
			logger.warn("The ledger cannot be written, messages go on without it, it catches up later: {}",
					this.reason);
			logger.debug("The cause", cause);
		}
	}

	void ends() {
		if (this.reason != null) {
			this.reason = null;
			logger.info("The ledger can be written again");
		}
	}

	/**
	 * Why the ledger cannot be written.
	 * @return the kind of error, or null where there is none
	 */
	@Nullable String reason() {
		return this.reason;
	}

}

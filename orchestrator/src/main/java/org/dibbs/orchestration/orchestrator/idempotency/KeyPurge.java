package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes keys whose retention is over, some at a time. They do not count before that
 * either. Several workers may do it at once.
 */
class KeyPurge {

	private static final Logger logger = LoggerFactory.getLogger(KeyPurge.class);

	private final KeyTable table;

	private final Duration retention;

	private final int batch;

	private final InstantSource clock;

	/**
	 * Creates the purge.
	 * @param table the keys
	 * @param retention how long they are kept
	 * @param batch how many are deleted in one statement
	 * @param clock what time it is
	 */
	KeyPurge(KeyTable table, Duration retention, int batch, InstantSource clock) {
		this.table = table;
		this.retention = retention;
		this.batch = batch;
		this.clock = clock;
	}

	/**
	 * Deletes what is old; what fails is tried again the next time.
	 */
	@Scheduled(fixedDelayString = "${dibbs.idempotency.purge-interval}",
			initialDelayString = "${dibbs.idempotency.purge-interval}")
	void purge() {
		try {
			Instant limit = this.clock.instant().minus(this.retention);
			long deleted = 0;
			int count;
			do {
				count = this.table.deleteBefore(limit, this.batch);
				deleted += count;
			}
			while (count == this.batch);
			if (deleted > 0) {
				logger.info("{} idempotency keys from before {} were deleted", deleted, limit);
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Old idempotency keys could not be deleted ({}); this is tried again",
					ex.getClass().getSimpleName());
		}
	}

}

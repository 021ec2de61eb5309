package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How the ledger is written, asked and purged. Defaults stand in
 * {@code application.yaml}.
 *
 * @param instanceId the worker's lasting name, which the consumer's is made of; empty for
 * a worker without one
 * @param batchSize how many events are written in one transaction at most
 * @param writeInterval how long what is told is gathered before it is written, as long as
 * nobody asks for it
 * @param retryPause how long to wait before Kafka or the database is asked again after an
 * error
 * @param lagLimit how long a question about an unknown submission waits for events that
 * are not in the ledger yet
 * @param watchInterval how often a submission that somebody waits for is looked at
 * @param maxWatchers how many may wait for or listen to submissions at a time
 * @param retention how long submissions that were accepted are kept
 * @param purgeInterval how often older ones are looked for
 * @param purgeBatch how many are deleted in one transaction
 */
@ConfigurationProperties("dibbs.ledger")
public record LedgerProperties(@Nullable String instanceId, int batchSize, Duration writeInterval, Duration retryPause,
		Duration lagLimit, Duration watchInterval, int maxWatchers, Duration retention, Duration purgeInterval,
		int purgeBatch) {

	/**
	 * Checks the bounds.
	 */
	public LedgerProperties {
		Assert.isTrue(batchSize > 0, "dibbs.ledger.batch-size must be at least 1");
		Assert.isTrue(maxWatchers > 0, "dibbs.ledger.max-watchers must be at least 1");
		Assert.isTrue(retention.isPositive(), "dibbs.ledger.retention must be more than 0");
		Assert.isTrue(purgeBatch > 0, "dibbs.ledger.purge-batch must be at least 1");
	}

}

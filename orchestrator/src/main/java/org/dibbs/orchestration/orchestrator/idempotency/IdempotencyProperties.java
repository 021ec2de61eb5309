package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How long keys are kept. Defaults stand in {@code application.yaml}.
 *
 * @param retention how long a key stands for the request that it came with first
 * @param purgeInterval how often older ones are deleted
 */
@ConfigurationProperties("dibbs.idempotency")
record IdempotencyProperties(Duration retention, Duration purgeInterval) {

	IdempotencyProperties {
		Assert.isTrue(retention.isPositive(), "dibbs.idempotency.retention must be more than 0");
		Assert.isTrue(purgeInterval.isPositive(), "dibbs.idempotency.purge-interval must be more than 0");
	}

}

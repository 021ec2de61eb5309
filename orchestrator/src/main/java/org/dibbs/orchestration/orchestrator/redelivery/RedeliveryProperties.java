package org.dibbs.orchestration.orchestrator.redelivery;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How attempts that are due are put on the queue. Defaults stand in
 * {@code application.yaml}.
 *
 * @param pollInterval how often they are looked for, give or take half of it
 * @param catchUpLimit how long to wait for the ledger to know what has happened
 * @param replayRate how many replays begin a second where the caller says nothing
 * @param maxReplayRate how many replays begin a second at most
 */
@ConfigurationProperties("dibbs.redelivery")
public record RedeliveryProperties(Duration pollInterval, Duration catchUpLimit, int replayRate, int maxReplayRate) {

	/**
	 * Checks the bounds.
	 */
	public RedeliveryProperties {
		Assert.isTrue(pollInterval.isPositive(), "dibbs.redelivery.poll-interval must be more than 0");
		Assert.isTrue(replayRate > 0, "dibbs.redelivery.replay-rate must be at least 1");
		Assert.isTrue(maxReplayRate >= replayRate,
				"dibbs.redelivery.max-replay-rate must not be less than dibbs.redelivery.replay-rate");
	}

}

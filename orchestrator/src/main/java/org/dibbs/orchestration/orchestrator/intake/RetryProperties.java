package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How a submission that nobody waits for is tried again after a failure that may pass. A
 * config may say otherwise for its own.
 *
 * @param attempts how many attempts there are at most, the first included, from 1
 * @param initialInterval the pause before the second attempt
 * @param multiplier how many times longer each further pause is, from 1
 * @param maxInterval the longest pause
 * @param jitter by which part of itself a pause is longer or shorter at random, from 0 to
 * 1
 */
@ConfigurationProperties("dibbs.redelivery.retry")
public record RetryProperties(int attempts, Duration initialInterval, double multiplier, Duration maxInterval,
		double jitter) {

	/**
	 * Checks the bounds.
	 */
	public RetryProperties {
		Assert.isTrue(attempts > 0, "dibbs.redelivery.retry.attempts must be at least 1");
		Assert.isTrue(multiplier >= 1, "dibbs.redelivery.retry.multiplier must be at least 1");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "dibbs.redelivery.retry.jitter must be from 0 to 1");
	}

}

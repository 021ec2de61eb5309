package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What callers may take. Those of a caller hold for all front doors together.
 *
 * @param requestsPerSecond requests a second of a caller who is known; twice as many may
 * come at once; 0 means any number
 * @param anonymousRequestsPerSecond the same for all together who are not known, as where
 * the front door is open
 * @param messagesInFlight how many messages of a known caller may be in hand at once; 0
 * means any number
 * @param bytesInFlight how large they may be together
 * @param headerTimeout how long the headers of a request may take to arrive
 * @param bodyPause how long nothing of a body may come
 * @param bodyTimeout how long a body may take to arrive
 */
@ConfigurationProperties("dibbs.limits")
public record LimitProperties(int requestsPerSecond, int anonymousRequestsPerSecond, int messagesInFlight,
		DataSize bytesInFlight, Duration headerTimeout, Duration bodyPause, Duration bodyTimeout) {

	/**
	 * Checks the bounds.
	 */
	public LimitProperties {
		Assert.isTrue(requestsPerSecond >= 0, "dibbs.limits.requests-per-second must be at least 0");
		Assert.isTrue(anonymousRequestsPerSecond >= 0, "dibbs.limits.anonymous-requests-per-second must be at least 0");
		Assert.isTrue(messagesInFlight >= 0, "dibbs.limits.messages-in-flight must be at least 0");
		Assert.isTrue(!bytesInFlight.isNegative(), "dibbs.limits.bytes-in-flight must be at least 0");
		Assert.isTrue(headerTimeout.isPositive(), "dibbs.limits.header-timeout must be more than 0");
		Assert.isTrue(bodyPause.isPositive(), "dibbs.limits.body-pause must be more than 0");
		Assert.isTrue(bodyTimeout.isPositive(), "dibbs.limits.body-timeout must be more than 0");
	}

}

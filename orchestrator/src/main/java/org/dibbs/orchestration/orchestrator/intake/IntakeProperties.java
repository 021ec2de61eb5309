package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How many submissions a worker takes at once, and how it stands in its group.
 *
 * @param instanceId the worker's name in the consumer group, kept over a restart so that
 * its partitions wait for it (KIP-345); empty for a worker without a lasting name
 * @param maxInFlight how many submissions run at once, from 1
 * @param maxInFlightBytes how many bytes of submissions run at once; one submission
 * always may, however large
 * @param commitInterval how often finished offsets are committed
 * @param retryPause how long to wait before Kafka is asked again after an error
 * @param drainTimeout how long a worker that shuts down waits for what runs; what does
 * not finish is delivered again
 * @param handOverTimeout how long what runs of a partition may go on that another worker
 * gets; less than {@code max.poll.interval.ms}
 * @param remembered how many finished submissions a worker remembers by itself, since the
 * ledger learns of them a moment later
 * @param maxDeliveries how many workers may die while they work on an attempt before it
 * is given up, from 1
 */
@ConfigurationProperties("dibbs.intake")
public record IntakeProperties(@Nullable String instanceId, int maxInFlight, DataSize maxInFlightBytes,
		Duration commitInterval, Duration retryPause, Duration drainTimeout, Duration handOverTimeout, int remembered,
		int maxDeliveries) {

	/**
	 * Checks the bounds.
	 */
	public IntakeProperties {
		Assert.isTrue(maxInFlight > 0, "dibbs.intake.max-in-flight must be at least 1");
		Assert.isTrue(remembered > 0, "dibbs.intake.remembered must be at least 1");
		Assert.isTrue(maxDeliveries > 0, "dibbs.intake.max-deliveries must be at least 1");
		Assert.isTrue(maxInFlightBytes.toBytes() > 0, "dibbs.intake.max-in-flight-bytes must be more than 0");
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether the broker still answers. A poll gives nothing both when there is nothing to
 * read and when there is no broker, but a broker answers each fetch request, at the
 * latest after {@code fetch.max.wait.ms}; so it is lost when the consumer's own count of
 * received bytes stands still. (Bytes, because a large answer may take long to arrive.)
 * This costs no requests of its own. Written by one thread, read by many.
 */
final class BrokerContact {

	/** Ten times {@code fetch.max.wait.ms}, so that a busy broker does not look dead. */
	static final Duration LOST_AFTER = Duration.ofSeconds(5);

	private static final String GROUP = "consumer-metrics";

	private static final String RECEIVED = "incoming-byte-total";

	private final LongSupplier nanoTime;

	private double received = -1;

	private volatile boolean made;

	private volatile long seenAt;

	BrokerContact(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The broker has just answered a request other than a fetch. */
	void made() {
		this.seenAt = this.nanoTime.getAsLong();
		this.made = true;
	}

	/**
	 * Looks whether anything has been received since the last time.
	 * @param consumer the consumer that fetches
	 */
	void observe(Consumer<?, ?> consumer) {
		double count = received(consumer.metrics());
		if (count != this.received) {
			this.received = count;
			made();
		}
	}

	boolean isLost() {
		return !this.made || this.nanoTime.getAsLong() - this.seenAt > LOST_AFTER.toNanos();
	}

	private static double received(Map<MetricName, ? extends Metric> metrics) {
		for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
			MetricName name = entry.getKey();
			if (name.name().equals(RECEIVED) && name.group().equals(GROUP)
					&& entry.getValue().metricValue() instanceof Double count) {
				return count;
			}
		}
		return -1;
	}

}

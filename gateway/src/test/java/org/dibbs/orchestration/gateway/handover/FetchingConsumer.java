package org.dibbs.orchestration.gateway.handover;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A mock consumer that counts what its broker has sent, as a real one does.
 */
final class FetchingConsumer extends MockConsumer<String, byte[]> {

	private final AtomicLong answered = new AtomicLong();

	FetchingConsumer() {
		super(AutoOffsetResetStrategy.LATEST.name());
	}

	void answer() {
		this.answered.incrementAndGet();
	}

	@Override
	public Map<MetricName, ? extends Metric> metrics() {
		MetricName name = new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of());
		double count = this.answered.get();
		return Map.of(name, new Metric() {

			@Override
			public MetricName metricName() {
				return name;
			}

			@Override
			public Object metricValue() {
				return count;
			}

		});
	}

}

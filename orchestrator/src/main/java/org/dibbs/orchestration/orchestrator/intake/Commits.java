package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what has finished. For the thread of the poll loop only.
 */
final class Commits {

	private static final Logger logger = LoggerFactory.getLogger(Commits.class);

	// Together with the drain less than what the process is given to stop.
	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final InFlight inFlight;

	private final IntakeProperties properties;

	private final Map<TopicPartition, OffsetAndMetadata> toCommit = new HashMap<>();

	private long committedAt = System.nanoTime();

	Commits(InFlight inFlight, IntakeProperties properties) {
		this.inFlight = inFlight;
		this.properties = properties;
	}

	/**
	 * Commits what has finished, if it is time to, without waiting for Kafka.
	 * @param consumer the consumer
	 */
	void commit(Consumer<String, byte[]> consumer) {
		if (System.nanoTime() - this.committedAt < this.properties.commitInterval().toNanos()) {
			return;
		}
		this.committedAt = System.nanoTime();
		this.toCommit.putAll(this.inFlight.takeFinished());
		if (this.toCommit.isEmpty()) {
			return;
		}
		consumer.commitAsync(Map.copyOf(this.toCommit), (offsets, failure) -> {
			if (failure == null) {
				offsets.forEach(this.toCommit::remove);
			}
			else {
				logger.warn("Committing offsets failed ({}); they are committed with the next ones",
						failure.getClass().getSimpleName());
				this.committedAt = System.nanoTime() + this.properties.retryPause().toNanos();
			}
		});
	}

	/**
	 * Commits what has finished, and waits for Kafka.
	 * @param consumer the consumer
	 */
	void commitNow(Consumer<String, byte[]> consumer) {
		this.toCommit.putAll(this.inFlight.takeFinished());
		if (this.toCommit.isEmpty()) {
			return;
		}
		try {
			commitSync(consumer);
			this.toCommit.clear();
		}
		catch (KafkaException ex) {
			logger.warn("Committing offsets failed ({}); what they cover may be delivered again",
					ex.getClass().getSimpleName());
		}
	}

	private void commitSync(Consumer<String, byte[]> consumer) {
		Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(this.toCommit);
		try {
			consumer.commitSync(offsets, LIMIT);
		}
		catch (WakeupException ex) {
			// The loop is stopped, which came while nothing was polled.
			consumer.commitSync(offsets, LIMIT);
		}
	}

	/**
	 * Forgets partitions that are another worker's from now on.
	 * @param partitions the partitions
	 */
	void forget(Collection<TopicPartition> partitions) {
		this.inFlight.forget(partitions, this.toCommit);
		this.toCommit.keySet().removeAll(partitions);
	}

}

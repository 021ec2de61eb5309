package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions over and hands them on, so that a submission is never run by two
 * workers at once: what runs of a partition that is asked for gets a little time to end
 * and is stopped then, before the partition is given up. Called on the thread of the poll
 * loop.
 */
final class Rebalances implements ConsumerRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(Rebalances.class);

	private static final Duration ENDS_LIMIT = Duration.ofSeconds(3);

	private final Ownership ownership;

	private final InFlight inFlight;

	private final Dispatcher dispatcher;

	private final Commits commits;

	private final Duration handOverLimit;

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile boolean joined;

	Rebalances(Ownership ownership, InFlight inFlight, Dispatcher dispatcher, Commits commits, Duration handOverLimit) {
		this.ownership = ownership;
		this.inFlight = inFlight;
		this.dispatcher = dispatcher;
		this.commits = commits;
		this.handOverLimit = handOverLimit;
	}

	/**
	 * A consumer joins the group.
	 * @param current the consumer
	 */
	void begin(Consumer<String, byte[]> current) {
		this.consumer = current;
	}

	/** The consumer is gone, and with it what it was assigned. */
	void end() {
		this.joined = false;
		this.consumer = null;
		// The next consumer begins at what is committed by then, maybe by others.
		Collection<TopicPartition> all = this.inFlight.partitions();
		this.ownership.loseAll();
		forget(all);
	}

	/** Whether the worker is a member of the group. */
	boolean isMember() {
		return this.joined;
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		this.joined = true;
		Consumer<String, byte[]> current = this.consumer;
		if (current == null) {
			return;
		}
		if (!partitions.isEmpty()) {
			logger.info("The worker takes submissions of partitions {}", partitions);
		}
		List<TopicPartition> gone = this.ownership.settle(ends(current, partitions), current.assignment());
		this.dispatcher.cancel(gone);
		if (this.dispatcher.waiting() > 0) {
			current.pause(partitions);
		}
	}

	// Up to there another worker may have had the records; where Kafka does not say, any.
	private static Map<TopicPartition, Long> ends(Consumer<String, byte[]> current,
			Collection<TopicPartition> partitions) {
		Map<TopicPartition, Long> ends = new HashMap<>();
		partitions.forEach((partition) -> ends.put(partition, Long.MAX_VALUE));
		try {
			if (!partitions.isEmpty()) {
				ends.putAll(current.endOffsets(partitions, ENDS_LIMIT));
			}
		}
		catch (KafkaException ex) {
			logger.debug("The ends of {} are not known", partitions, ex);
		}
		return ends;
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		this.dispatcher.forget(partitions);
		Consumer<String, byte[]> current = this.consumer;
		try {
			if (!this.dispatcher.settle(partitions, this.handOverLimit)) {
				logger.warn("Some submissions of {} have not stopped; what they do once is not repeated", partitions);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (current != null) {
			this.commits.commitNow(current);
		}
		this.ownership.release(partitions);
		forget(partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		// They may be another worker's already, so what has finished meanwhile cannot be
		// committed.
		this.joined = false;
		this.ownership.lose(partitions);
		forget(partitions);
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.dispatcher.forget(partitions);
		this.commits.forget(partitions);
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker how far the workers are, with a consumer that has the name of their
 * group, yet never becomes a member of it and commits nothing. For one thread at a time.
 */
final class QueueReader {

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);

	private static final Duration POLL = Duration.ofMillis(200);

	/** Polls until each partition has shown its oldest record. */
	private static final int POLLS = 5;

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final InstantSource clock;

	private @Nullable Consumer<String, byte[]> consumer;

	/**
	 * When the oldest waiting record of a partition was put there, with its offset: it is
	 * fetched once, however long it waits.
	 */
	private final Map<TopicPartition, Oldest> known = new HashMap<>();

	/**
	 * Creates the reader.
	 * @param consumers makes a consumer
	 * @param clock what time it is
	 */
	QueueReader(Supplier<Consumer<String, byte[]>> consumers, InstantSource clock) {
		this.consumers = consumers;
		this.clock = clock;
	}

	/**
	 * Reads how much waits.
	 * @return the state of the queue
	 */
	synchronized QueueState read() {
		Consumer<String, byte[]> current = this.consumer;
		if (current == null) {
			current = this.consumers.get();
			this.consumer = current;
		}
		try {
			return read(current);
		}
		catch (RuntimeException ex) {
			this.consumer = null;
			current.close();
			throw ex;
		}
	}

	/** Closes the consumer. */
	synchronized void close() {
		if (this.consumer != null) {
			this.consumer.close();
			this.consumer = null;
		}
	}

	private QueueState read(Consumer<String, byte[]> current) {
		Set<TopicPartition> partitions = current.partitionsFor(Topics.SUBMISSIONS, REQUEST_LIMIT)
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.collect(Collectors.toSet());
		// In this order: what is committed meanwhile makes the depth smaller, not larger.
		Map<TopicPartition, Long> ends = current.endOffsets(partitions, REQUEST_LIMIT);
		Map<TopicPartition, OffsetAndMetadata> committed = current.committed(partitions, REQUEST_LIMIT);
		Map<TopicPartition, Long> begins = current.beginningOffsets(partitions, REQUEST_LIMIT);
		Map<TopicPartition, Long> next = new HashMap<>();
		long depth = 0;
		for (TopicPartition partition : partitions) {
			OffsetAndMetadata done = committed.get(partition);
			long begin = begins.getOrDefault(partition, 0L);
			long from = (done != null) ? Math.max(done.offset(), begin) : begin;
			long waiting = Math.max(0, ends.getOrDefault(partition, from) - from);
			depth += waiting;
			if (waiting > 0) {
				next.put(partition, from);
			}
		}
		this.known.entrySet().removeIf((entry) -> !entry.getValue().isAt(next.get(entry.getKey())));
		look(current, next);
		return new QueueState(depth, oldestAge());
	}

	// Its timestamps are the broker's, so none is before that of the oldest.
	private void look(Consumer<String, byte[]> current, Map<TopicPartition, Long> next) {
		Set<TopicPartition> missing = new HashSet<>(next.keySet());
		missing.removeAll(this.known.keySet());
		current.assign(missing);
		missing.forEach((partition) -> current.seek(partition, next.getOrDefault(partition, 0L)));
		for (int i = 0; i < POLLS && !missing.isEmpty(); i++) {
			for (ConsumerRecord<String, byte[]> record : current.poll(POLL)) {
				TopicPartition partition = new TopicPartition(record.topic(), record.partition());
				if (missing.remove(partition)) {
					this.known.put(partition, new Oldest(next.getOrDefault(partition, 0L), record.timestamp()));
					current.pause(List.of(partition));
				}
			}
		}
		// Nothing that was fetched stays in memory.
		current.unsubscribe();
	}

	private Duration oldestAge() {
		Instant now = this.clock.instant();
		return this.known.values()
			.stream()
			.map((oldest) -> Duration.between(Instant.ofEpochMilli(oldest.timestamp()), now))
			.filter((age) -> !age.isNegative())
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	/**
	 * The oldest waiting record of a partition.
	 *
	 * @param from the offset that the workers are at
	 * @param timestamp when it was put there, in milliseconds since the epoch
	 */
	private record Oldest(long from, long timestamp) {

		boolean isAt(@Nullable Long offset) {
			return offset != null && offset == this.from;
		}

	}

}

package org.dibbs.orchestration.orchestrator.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Searches with a consumer of its own for each search.
 */
final class KafkaRecordSearch implements RecordSearch {

	private static final Duration POLL = Duration.ofMillis(250);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final Duration limit;

	/**
	 * Creates the search.
	 * @param consumers makes consumers without a place to begin at
	 * @param limit how long Kafka may give nothing before a search is given up
	 */
	KafkaRecordSearch(Supplier<Consumer<String, byte[]>> consumers, Duration limit) {
		this.consumers = consumers;
		this.limit = limit;
	}

	@Override
	public Map<String, List<ConsumerRecord<String, byte[]>>> find(String topic, int partition, Instant since,
			Set<String> keys) throws ArchiveException, InterruptedException {
		Consumer<String, byte[]> consumer = null;
		try {
			consumer = this.consumers.get();
			return search(consumer, new TopicPartition(topic, partition), since, keys);
		}
		catch (InterruptException ex) {
			throw new InterruptedException("interrupted while Kafka was asked");
		}
		catch (KafkaException ex) {
			throw new ArchiveException("Kafka cannot be searched (" + ex.getClass().getSimpleName() + ")", false, ex);
		}
		finally {
			if (consumer != null) {
				consumer.close(CloseOptions.timeout(Duration.ZERO));
			}
		}
	}

	private Map<String, List<ConsumerRecord<String, byte[]>>> search(Consumer<String, byte[]> consumer,
			TopicPartition partition, Instant since, Set<String> keys) throws ArchiveException {
		consumer.assign(List.of(partition));
		long end = consumer.endOffsets(List.of(partition), this.limit).getOrDefault(partition, 0L);
		OffsetAndTimestamp begin = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()), this.limit)
			.get(partition);
		Map<String, List<ConsumerRecord<String, byte[]>>> found = new HashMap<>();
		if (begin == null) {
			return found;
		}
		consumer.seek(partition, begin.offset());
		long heardAt = System.nanoTime();
		while (consumer.position(partition, this.limit) < end) {
			List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
			for (ConsumerRecord<String, byte[]> record : records) {
				if (record.key() != null && keys.contains(record.key())) {
					found.computeIfAbsent(record.key(), (key) -> new ArrayList<>()).add(record);
				}
			}
			if (!records.isEmpty()) {
				heardAt = System.nanoTime();
			}
			else if (System.nanoTime() - heardAt > this.limit.toNanos()) {
				throw new ArchiveException("Kafka does not answer", false, null);
			}
		}
		return found;
	}

}

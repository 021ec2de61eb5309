package org.dibbs.orchestration.orchestrator.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds records of which nobody knows where they lie. Reads all that was written since a
 * moment, so it is for moments that are not long ago. For use by many threads.
 */
@FunctionalInterface
public interface RecordSearch {

	/**
	 * Looks for records.
	 * @param topic the topic
	 * @param partition the partition
	 * @param since from when on they may have been written
	 * @param keys the keys they have
	 * @return all records of those keys that there are, in their order, by key
	 * @throws ArchiveException if Kafka cannot be read now
	 * @throws InterruptedException if the thread is interrupted
	 */
	Map<String, List<ConsumerRecord<String, byte[]>>> find(String topic, int partition, Instant since, Set<String> keys)
			throws ArchiveException, InterruptedException;

}

package org.dibbs.orchestration.orchestrator.archive;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.jspecify.annotations.Nullable;

/**
 * What lies in Kafka, as long as its retention lasts. For use by many threads.
 */
public interface RecordArchive {

	/**
	 * Reads a record.
	 * @param place where it lies
	 * @param key the key it has to have; null where that does not matter
	 * @return the record; null where it is not there any more, or another one is
	 * @throws ArchiveException if it cannot be read now
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable ConsumerRecord<String, byte[]> read(RecordPlace place, @Nullable String key)
			throws ArchiveException, InterruptedException;

}

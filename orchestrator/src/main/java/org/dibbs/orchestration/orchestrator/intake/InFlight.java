package org.dibbs.orchestration.orchestrator.intake;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps track of what was polled and is not yet committed. Submissions finish in any
 * order; what may be committed of a partition is the prefix before the first that has not
 * finished. All methods may be called by any thread.
 */
final class InFlight {

	private final Map<TopicPartition, Deque<Entry>> partitions = new HashMap<>();

	/**
	 * Notes a polled record; of one partition in the order of offsets.
	 * @param partition its partition
	 * @param offset its offset
	 * @return the entry to finish later
	 */
	synchronized Entry add(TopicPartition partition, long offset) {
		Entry entry = new Entry(offset);
		this.partitions.computeIfAbsent(partition, (key) -> new ArrayDeque<>()).add(entry);
		return entry;
	}

	/**
	 * Notes that a record is done with for good.
	 * @param entry its entry; one whose partition was revoked meanwhile has no effect
	 */
	synchronized void finish(Entry entry) {
		entry.finished = true;
	}

	/**
	 * Takes the finished prefix of each partition out.
	 * @return the offsets to commit; only partitions that have got on
	 */
	synchronized Map<TopicPartition, OffsetAndMetadata> takeFinished() {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		this.partitions.forEach((partition, entries) -> {
			long last = -1;
			while (!entries.isEmpty() && entries.peek().finished) {
				last = entries.remove().offset;
			}
			if (last >= 0) {
				offsets.put(partition, new OffsetAndMetadata(last + 1));
			}
		});
		return offsets;
	}

	/**
	 * Where records have come from.
	 * @return the partitions that are not forgotten
	 */
	synchronized Set<TopicPartition> partitions() {
		return Set.copyOf(this.partitions.keySet());
	}

	/**
	 * Forgets partitions that are another worker's from now on.
	 * @param revoked the partitions
	 */
	synchronized void forget(Collection<TopicPartition> revoked) {
		revoked.forEach(this.partitions::remove);
	}

	/**
	 * What was polled and is not yet taken out.
	 * @return the number of records
	 */
	synchronized int size() {
		return this.partitions.values().stream().mapToInt(Deque::size).sum();
	}

	/** One record on its way. */
	static final class Entry {

		private final long offset;

		private boolean finished;

		private Entry(long offset) {
			this.offset = offset;
		}

	}

}

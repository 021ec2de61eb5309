package org.dibbs.orchestration.orchestrator.intake;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps track of what was polled and is not yet committed. Submissions finish in any
 * order; what may be committed of a partition is the prefix before the first that has not
 * finished. All methods may be called by any thread.
 */
final class InFlight {

	private final Map<TopicPartition, Deque<Entry>> partitions = new HashMap<>();

	/** Up to where all has finished, of partitions whose commit got lost. */
	private final Map<TopicPartition, Long> finishedBefore = new HashMap<>();

	/** What was begun, of partitions that were forgotten before it was committed. */
	private final Map<TopicPartition, NavigableMap<Long, Entry>> begun = new HashMap<>();

	/**
	 * Notes a polled record; of one partition in the order of offsets.
	 * @param partition its partition
	 * @param offset its offset
	 * @return the entry to finish later; one that {@link Entry#isTaken() is taken} where
	 * the record is delivered again to the worker that runs it, or has run it
	 */
	synchronized Entry add(TopicPartition partition, long offset) {
		Entry entry = begunBefore(partition, offset);
		if (entry == null) {
			entry = new Entry(offset);
		}
		this.partitions.computeIfAbsent(partition, (key) -> new ArrayDeque<>()).add(entry);
		return entry;
	}

	private @Nullable Entry begunBefore(TopicPartition partition, long offset) {
		Long finished = this.finishedBefore.get(partition);
		if (finished != null && offset < finished) {
			Entry entry = new Entry(offset);
			entry.finished = true;
			return entry;
		}
		this.finishedBefore.remove(partition);
		NavigableMap<Long, Entry> entries = this.begun.get(partition);
		if (entries == null) {
			return null;
		}
		// What comes before was committed by another worker, which has finished it.
		entries.headMap(offset).values().forEach(Entry::cancel);
		entries.headMap(offset).clear();
		Entry entry = entries.remove(offset);
		if (entries.isEmpty()) {
			this.begun.remove(partition);
		}
		return (entry != null && entry.comesBack()) ? entry : null;
	}

	/**
	 * Notes that a record is done with for good.
	 * @param entry its entry
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
	 * Forgets partitions that are another worker's from now on; but not what runs, or has
	 * run, and is not committed, as they may come back.
	 * @param revoked the partitions
	 * @param uncommitted what was taken out, and could not be committed
	 */
	synchronized void forget(Collection<TopicPartition> revoked, Map<TopicPartition, OffsetAndMetadata> uncommitted) {
		for (TopicPartition partition : revoked) {
			OffsetAndMetadata lost = uncommitted.get(partition);
			if (lost != null) {
				this.finishedBefore.put(partition, lost.offset());
			}
			Deque<Entry> entries = this.partitions.remove(partition);
			if (entries != null) {
				entries.forEach(Entry::revoke);
				NavigableMap<Long, Entry> kept = this.begun.computeIfAbsent(partition, (key) -> new TreeMap<>());
				entries.stream().filter(Entry::isTaken).forEach((entry) -> kept.put(entry.offset, entry));
			}
		}
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

		private volatile boolean running;

		private volatile boolean finished;

		private volatile boolean revoked;

		private boolean back;

		private @Nullable Guard guard;

		private Entry(long offset) {
			this.offset = offset;
		}

		/**
		 * A thread is about to work on the record.
		 * @param runs through which it can be stopped
		 * @return false where the record is another worker's by now
		 */
		synchronized boolean begin(Guard runs) {
			if (this.revoked) {
				return false;
			}
			this.running = true;
			this.back = false;
			this.guard = runs;
			return true;
		}

		/**
		 * No thread works on the record any more, finished or not.
		 * @return true where it is not finished and has been delivered again meanwhile,
		 * and will not be once more
		 */
		synchronized boolean end() {
			this.running = false;
			this.guard = null;
			return this.back && !this.finished;
		}

		// As one step, so that of a run that is just ending either this or its end sees
		// the other.
		private synchronized boolean comesBack() {
			this.back = isTaken();
			return this.back;
		}

		/** The record is another worker's, unless somebody works on it here. */
		private synchronized void revoke() {
			this.revoked = !isTaken();
			this.back = false;
		}

		/** Whoever works on the record stops. */
		private synchronized void cancel() {
			if (this.guard != null) {
				this.guard.cancel();
			}
		}

		/**
		 * Whether nobody will work on the record here.
		 * @return true where it is another worker's
		 */
		boolean isRevoked() {
			return this.revoked;
		}

		/**
		 * Whether the record needs nobody to work on it.
		 * @return true where it is worked on, or finished
		 */
		boolean isTaken() {
			return this.running || this.finished;
		}

	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.orchestrator.ledger.EventsMark;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of the submissions are this worker's. Of those it has lost without
 * being asked it is not known whose they are until the group has settled; what runs of
 * them publishes nothing meanwhile. For use by many threads.
 */
final class Ownership {

	private final Map<TopicPartition, Assignment> owned = new HashMap<>();

	private final Set<TopicPartition> undecided = new HashSet<>();

	/**
	 * The group has settled.
	 * @param added the partitions that are this worker's from now on, each with the
	 * offset behind its last record
	 * @param all all partitions that are this worker's
	 * @return partitions of which it is certain now that they are another worker's
	 */
	synchronized List<TopicPartition> settle(Map<TopicPartition, Long> added, Collection<TopicPartition> all) {
		added.forEach((partition, end) -> this.owned.put(partition, new Assignment(end)));
		List<TopicPartition> gone = new ArrayList<>(this.undecided);
		gone.removeAll(all);
		this.undecided.clear();
		notifyAll();
		return gone;
	}

	/**
	 * Partitions were lost without this worker being asked.
	 * @param partitions the partitions
	 */
	synchronized void lose(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			if (this.owned.remove(partition) != null) {
				this.undecided.add(partition);
			}
		}
	}

	/** All partitions were lost without this worker being asked. */
	synchronized void loseAll() {
		this.undecided.addAll(this.owned.keySet());
		this.owned.clear();
	}

	/**
	 * Partitions were given up.
	 * @param partitions the partitions
	 */
	synchronized void release(Collection<TopicPartition> partitions) {
		this.owned.keySet().removeAll(partitions);
		this.undecided.removeAll(partitions);
		notifyAll();
	}

	/**
	 * How a partition came to this worker.
	 * @param partition the partition
	 * @return its assignment, or null where it is not this worker's
	 */
	synchronized @Nullable Assignment of(TopicPartition partition) {
		return this.owned.get(partition);
	}

	/**
	 * Returns when a partition is certainly this worker's.
	 * @param partition the partition
	 * @throws InterruptedException if it is another worker's
	 */
	synchronized void await(TopicPartition partition) throws InterruptedException {
		while (this.undecided.contains(partition)) {
			wait();
		}
		if (!this.owned.containsKey(partition)) {
			throw new InterruptedException("partition " + partition + " is another worker's");
		}
	}

	/**
	 * How a partition came to this worker.
	 */
	static final class Assignment {

		private final long end;

		private volatile @Nullable EventsMark mark;

		Assignment(long end) {
			this.end = end;
		}

		/**
		 * Whether another worker, or this one before, may have had a record.
		 * @param offset the record's offset
		 * @return false for those that were written after the partition came here
		 */
		boolean isSuspect(long offset) {
			return offset < this.end;
		}

		/** Up to where the ledger has to know the events of whoever had it before. */
		@Nullable EventsMark mark() {
			return this.mark;
		}

		void mark(EventsMark known) {
			this.mark = known;
		}

	}

}

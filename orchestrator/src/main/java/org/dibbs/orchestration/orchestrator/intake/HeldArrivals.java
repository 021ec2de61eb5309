package org.dibbs.orchestration.orchestrator.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The records that are held until it can be said what was done already for their
 * submissions. One thread at a time looks through them, as long as there are any. For use
 * by many threads.
 */
final class HeldArrivals {

	private final int maxCount;

	private final long maxBytes;

	private final Set<Arrival> held = new LinkedHashSet<>();

	private long bytes;

	private boolean watched;

	/**
	 * Creates the place for them.
	 * @param maxCount how many there may be before no more should come
	 * @param maxBytes how many bytes of them
	 */
	HeldArrivals(int maxCount, long maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes;
	}

	/**
	 * Holds records.
	 * @param arrivals the records
	 * @return whether somebody has to begin to look through them: whoever asked
	 */
	synchronized boolean add(Collection<Arrival> arrivals) {
		for (Arrival arrival : arrivals) {
			if (this.held.add(arrival)) {
				this.bytes += arrival.bytes();
			}
		}
		boolean begin = !this.watched && !this.held.isEmpty();
		this.watched |= begin;
		return begin;
	}

	synchronized List<Arrival> all() {
		return new ArrayList<>(this.held);
	}

	/**
	 * Lets records go.
	 * @param decided the records
	 * @return whether there are more to be looked through; where not, nobody does from
	 * now on
	 */
	synchronized boolean remove(Collection<Arrival> decided) {
		for (Arrival arrival : decided) {
			if (this.held.remove(arrival)) {
				this.bytes -= arrival.bytes();
			}
		}
		this.watched = !this.held.isEmpty();
		return this.watched;
	}

	synchronized boolean isFull() {
		return this.held.size() >= this.maxCount || this.bytes >= this.maxBytes;
	}

}

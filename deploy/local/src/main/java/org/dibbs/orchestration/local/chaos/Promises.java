package org.dibbs.orchestration.local.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the clients were promised: the other side of what is looked for afterwards. For
 * use by many threads.
 */
final class Promises {

	private final Map<String, Kind> accepted = new ConcurrentHashMap<>();

	private final Map<String, Integer> batches = new ConcurrentHashMap<>();

	// Told neither yes nor no, though the id is known.
	private final Set<String> open = ConcurrentHashMap.newKeySet();

	private final LongAdder unknown = new LongAdder();

	private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();

	private final Map<Kind, Queue<Long>> waits = new EnumMap<>(Kind.class);

	private final Queue<String> broken = new ConcurrentLinkedQueue<>();

	Promises() {
		for (Kind kind : Kind.values()) {
			this.waits.put(kind, new ConcurrentLinkedQueue<>());
		}
	}

	/**
	 * A submission was accepted.
	 * @param id its id
	 * @param kind its kind
	 */
	void accepted(String id, Kind kind) {
		this.accepted.put(id, kind);
	}

	/**
	 * A batch was accepted.
	 * @param id its id
	 * @param messages how many messages are in it
	 */
	void batch(String id, int messages) {
		this.batches.put(id, messages);
	}

	/**
	 * Nothing was accepted.
	 * @param why a word
	 */
	void refused(String why) {
		this.refusals.computeIfAbsent(why, (word) -> new LongAdder()).increment();
	}

	/**
	 * Nobody knows whether a submission was accepted, nor its id.
	 * @param submissions how many it would be
	 */
	void unknown(int submissions) {
		this.unknown.add(submissions);
	}

	/**
	 * Nobody knows whether a submission was accepted.
	 * @param id its id
	 */
	void open(String id) {
		this.open.add(id);
	}

	/**
	 * How long a caller waited who got a result.
	 * @param kind what was sent
	 * @param nanos how long
	 */
	void waited(Kind kind, long nanos) {
		waitsOf(kind).add(nanos);
	}

	private Queue<Long> waitsOf(Kind kind) {
		return Objects.requireNonNull(this.waits.get(kind));
	}

	/**
	 * An answer was wrong already when it came.
	 * @param what which, and why
	 */
	void broke(String what) {
		this.broken.add(what);
	}

	Map<String, Kind> accepted() {
		return Map.copyOf(this.accepted);
	}

	Map<String, Integer> batches() {
		return Map.copyOf(this.batches);
	}

	/**
	 * How many submissions were promised, those in batches included.
	 * @return the number
	 */
	long count() {
		return this.accepted.size() + this.batches.values().stream().mapToLong(Integer::longValue).sum();
	}

	/**
	 * How many submissions there may be that nobody was promised.
	 * @return the number
	 */
	long possible() {
		return this.unknown.sum() + this.open.size();
	}

	Map<String, Long> refusals() {
		Map<String, Long> counts = new TreeMap<>();
		this.refusals.forEach((word, count) -> counts.put(word, count.sum()));
		return counts;
	}

	List<String> brokenAnswers() {
		return List.copyOf(this.broken);
	}

	/**
	 * How long those waited who got a result.
	 * @param kind what was sent
	 * @return milliseconds, the shortest first
	 */
	List<Long> waits(Kind kind) {
		List<Long> millis = new ArrayList<>();
		for (Long nanos : waitsOf(kind)) {
			millis.add(nanos / 1_000_000);
		}
		millis.sort(null);
		return millis;
	}

}

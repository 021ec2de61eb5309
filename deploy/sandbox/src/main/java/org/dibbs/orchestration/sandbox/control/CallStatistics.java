package org.dibbs.orchestration.sandbox.control;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * How often each path was called and how many calls were under way at once. Safe for any
 * number of threads.
 */
public final class CallStatistics {

	private final Peak all = new Peak();

	private final Map<String, PathCounts> paths = new ConcurrentSkipListMap<>();

	/**
	 * Notes the beginning of a call.
	 * @param path its path
	 * @param bytes the length of its body
	 */
	public void begin(String path, long bytes) {
		PathCounts counts = counts(path);
		counts.calls.increment();
		counts.bytes.add(bytes);
		counts.peak.enter();
		this.all.enter();
	}

	/**
	 * Notes that a call was answered by an armed fault.
	 * @param path its path
	 */
	public void forced(String path) {
		counts(path).forced.increment();
	}

	/**
	 * Notes the end of a call.
	 * @param path its path
	 */
	public void end(String path) {
		counts(path).peak.leave();
		this.all.leave();
	}

	/**
	 * Sets all counts to zero; calls under way stay under way.
	 */
	public void clear() {
		this.all.clear();
		this.paths.values().forEach(PathCounts::clear);
	}

	/**
	 * The counts.
	 * @return total, max_in_flight, in_flight and, for each path called, its own
	 */
	public ObjectNode describe() {
		ObjectNode node = Json.object();
		ObjectNode endpoints = Json.object();
		this.paths.forEach((path, counts) -> counts.describe(endpoints, path));
		node.put("total", this.paths.values().stream().mapToLong((counts) -> counts.calls.sum()).sum());
		node.put("max_in_flight", this.all.highest()).put("in_flight", this.all.now());
		node.set("endpoints", endpoints);
		return node;
	}

	private PathCounts counts(String path) {
		return this.paths.computeIfAbsent(path, (name) -> new PathCounts());
	}

	private static final class PathCounts {

		private final LongAdder calls = new LongAdder();

		private final LongAdder forced = new LongAdder();

		private final LongAdder bytes = new LongAdder();

		private final Peak peak = new Peak();

		private void clear() {
			this.calls.reset();
			this.forced.reset();
			this.bytes.reset();
			this.peak.clear();
		}

		private void describe(ObjectNode endpoints, String path) {
			if (this.calls.sum() > 0) {
				endpoints.putObject(path)
					.put("calls", this.calls.sum())
					.put("forced", this.forced.sum())
					.put("max_in_flight", this.peak.highest())
					.put("bytes_in", this.bytes.sum());
			}
		}

	}

}

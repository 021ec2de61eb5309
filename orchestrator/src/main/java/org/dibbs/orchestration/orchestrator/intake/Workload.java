package org.dibbs.orchestration.orchestrator.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a worker works on now. For use by many threads.
 */
final class Workload {

	private final Map<Dispatcher.Task, Long> begun = new ConcurrentHashMap<>();

	void begin(Dispatcher.Task task) {
		this.begun.put(task, System.nanoTime());
	}

	void end(Dispatcher.Task task) {
		this.begun.remove(task);
	}

	/** How much that is, and for how long. */
	IntakeMetrics.Load load() {
		long now = System.nanoTime();
		int count = 0;
		long bytes = 0;
		long oldest = 0;
		for (Map.Entry<Dispatcher.Task, Long> each : this.begun.entrySet()) {
			count++;
			bytes += each.getKey().bytes();
			oldest = Math.max(oldest, now - each.getValue());
		}
		return new IntakeMetrics.Load(count, bytes, oldest);
	}

}

package org.dibbs.orchestration.bench.report;

import java.util.List;

/**
 * The heap of a process while a backlog drains.
 *
 * @param target the stack
 * @param process its process
 * @param megabytes what was in use after all garbage was collected, look by look
 */
public record Heap(String target, String process, List<Integer> megabytes) {

	public Heap {
		megabytes = List.copyOf(megabytes);
	}

}

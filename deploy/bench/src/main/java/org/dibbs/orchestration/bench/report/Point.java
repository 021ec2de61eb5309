package org.dibbs.orchestration.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.bench.load.LoadResult;
import org.dibbs.orchestration.bench.process.Usage;

/**
 * One measurement.
 *
 * @param kind the kind of message
 * @param target what was measured: {@link #FLOOR}, or a stack
 * @param pace in words, the same for all targets that are compared
 * @param load what came of the load
 * @param usage what each process used
 * @param calls how many calls of building blocks there were at once at most
 */
public record Point(String kind, String target, String pace, LoadResult load, Map<String, Usage> usage, long calls) {

	/** The target that everything is compared with. */
	public static final String FLOOR = "floor";

	public Point {
		usage = new LinkedHashMap<>(usage);
	}

	/**
	 * What a message cost a process.
	 * @param process its name
	 * @return milliseconds of CPU for each good answer, 0 where there is no such process
	 */
	public double cpu(String process) {
		Usage used = this.usage.get(process);
		return (used != null) ? used.cpu().toNanos() / 1e6 / Math.max(1, this.load.answered()) : 0;
	}

	/**
	 * What a message cost what is measured: the three tiers, or the floor.
	 * @return milliseconds of CPU for each good answer
	 */
	public double cpu() {
		return cpu("gateway") + cpu("broker") + cpu("orchestrator") + cpu(FLOOR);
	}

}

package org.dibbs.orchestration.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
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
 * @param calls how the building blocks were called
 * @param kafkaBytes what the queue wrote to disk for each message, 0 where there is none
 * @param spans how many the Collector got for each message, 0 where there is none
 */
public record Point(String kind, String target, String pace, LoadResult load, Map<String, Usage> usage,
		BlockCalls calls, double kafkaBytes, double spans) {

	/** The target that everything is compared with. */
	public static final String FLOOR = "floor";

	/** How the pace ends where so many callers send as fast as they get answers. */
	public static final String CALLERS = " callers";

	/** How the pace ends where it is a part of the highest rate. */
	public static final String SHARE = " % of its best";

	private static final List<String> TIERS = List.of("gateway", "broker", "orchestrator", "orchestrator-2", FLOOR);

	public Point {
		usage = new LinkedHashMap<>(usage);
	}

	/**
	 * Whether its rate was up to the target: only then two rates can be compared.
	 * @return false where the rate was given
	 */
	public boolean isAsFastAsCan() {
		return this.pace.endsWith(CALLERS);
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
	 * Whether a process is part of what is measured, and not only beside it.
	 * @param process its name
	 * @return true for the three tiers and the floor
	 */
	public static boolean isTier(String process) {
		return TIERS.contains(process);
	}

	/**
	 * What a message cost what is measured: the three tiers, or the floor.
	 * @return milliseconds of CPU for each good answer
	 */
	public double cpu() {
		return TIERS.stream().mapToDouble(this::cpu).sum();
	}

}

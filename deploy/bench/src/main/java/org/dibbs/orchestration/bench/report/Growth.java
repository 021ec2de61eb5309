package org.dibbs.orchestration.bench.report;

/**
 * How what a target costs grows.
 *
 * @param target the stack
 * @param what there was twice as much of
 * @param single milliseconds of CPU over the three tiers, in all, for the single amount
 * @param twice the same for twice as much
 */
public record Growth(String target, String what, double single, double twice) {

	/**
	 * How many times as much twice as much costs.
	 * @return about two where the cost grows linearly
	 */
	public double times() {
		return this.twice / this.single;
	}

}

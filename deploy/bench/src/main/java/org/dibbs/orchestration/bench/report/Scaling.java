package org.dibbs.orchestration.bench.report;

/**
 * What a second worker brings while building blocks are slow.
 *
 * @param target the stack
 * @param one messages a second with one worker
 * @param two messages a second with two
 */
public record Scaling(String target, double one, double two) {

	/**
	 * How many times as fast two are.
	 * @return two at best
	 */
	public double times() {
		return this.two / this.one;
	}

}

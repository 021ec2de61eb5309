package org.dibbs.orchestration.bench.report;

import java.util.Map;

/**
 * How building blocks were called while something was measured.
 *
 * @param most how many calls there were at once at most
 * @param bytes how long the bodies of the calls of an endpoint were on the average, by
 * its path
 */
public record BlockCalls(long most, Map<String, Long> bytes) {

	public BlockCalls {
		bytes = Map.copyOf(bytes);
	}

}

package org.dibbs.orchestration.bench.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How much is to be measured.
 *
 * @param root the folder of the repository
 * @param callers how many callers there are, one point each
 * @param shares percents of the highest rate of a target, one point each
 * @param asynchronousRate how many submissions a second nobody waits for
 * @param backlog how many submissions are to pile up
 * @param time how long each point counts
 * @param warmUp how long a kind of message is sent before anything counts
 * @param latency how long each call of a building block takes
 */
public record Plan(Path root, List<Integer> callers, List<Integer> shares, int asynchronousRate, int backlog,
		Duration time, Duration warmUp, Duration latency) {

	public Plan {
		callers = List.copyOf(callers);
		shares = List.copyOf(shares);
	}

}

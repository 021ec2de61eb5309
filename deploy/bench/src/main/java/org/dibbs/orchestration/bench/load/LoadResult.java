package org.dibbs.orchestration.bench.load;

import java.time.Duration;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param time how long it counted
 * @param sent how many requests were sent in all, before it counted, too
 * @param good how many of all had a good answer
 * @param answered how many good answers came while it counted
 * @param latencies of the good answers to requests of that time, in microseconds
 * @param errors how many of all had no good answer, by what came instead
 */
public record LoadResult(Duration time, long sent, long good, long answered, Histogram latencies,
		Map<String, Long> errors) {

	public LoadResult {
		errors = Map.copyOf(errors);
	}

	/**
	 * Good answers in a second.
	 * @return the rate
	 */
	public double rate() {
		return this.answered * 1e9 / this.time.toNanos();
	}

	/**
	 * A percentile of the latency.
	 * @param percent such as 99.9
	 * @return milliseconds
	 */
	public double millis(double percent) {
		return this.latencies.getValueAtPercentile(percent) / 1000.0;
	}

	/**
	 * How many requests had no good answer.
	 * @return their number
	 */
	public long failed() {
		return this.errors.values().stream().mapToLong(Long::longValue).sum();
	}

}

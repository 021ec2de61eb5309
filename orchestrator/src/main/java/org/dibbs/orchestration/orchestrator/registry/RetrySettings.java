package org.dibbs.orchestration.orchestrator.registry;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a config says of further attempts after failures that may pass; each is null where
 * it says nothing, and the worker's own setting counts.
 *
 * @param attempts how many attempts there are at most, the first included, from 1
 * @param initialInterval the pause before the second attempt
 * @param multiplier how many times longer each further pause is, from 1
 * @param maxInterval the longest pause
 */
public record RetrySettings(@Nullable Integer attempts, @Nullable Duration initialInterval, @Nullable Double multiplier,
		@Nullable Duration maxInterval) {

	/** Nothing is said. */
	public static final RetrySettings NONE = new RetrySettings(null, null, null, null);

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.dibbs.orchestration.orchestrator.registry.RetrySettings;
import org.jspecify.annotations.Nullable;

/**
 * Says whether there is another attempt, and when: after pauses that grow, each a bit
 * longer or shorter at random, so that what failed together does not come back together.
 */
final class RetryPolicy {

	private final RetryProperties properties;

	private final DoubleSupplier random;

	/**
	 * Creates the policy.
	 * @param properties what holds where a config says nothing
	 * @param random gives numbers from 0 to 1
	 */
	RetryPolicy(RetryProperties properties, DoubleSupplier random) {
		this.properties = properties;
		this.random = random;
	}

	/**
	 * The pause before the next attempt.
	 * @param attempt the number of the attempt that has failed, from 1
	 * @param settings what the config says
	 * @return the pause, or null where that was the last attempt
	 */
	@Nullable Duration pauseAfter(int attempt, RetrySettings settings) {
		Integer attempts = settings.attempts();
		if (attempt >= ((attempts != null) ? attempts : this.properties.attempts())) {
			return null;
		}
		Duration initial = (settings.initialInterval() != null) ? settings.initialInterval()
				: this.properties.initialInterval();
		Duration longest = (settings.maxInterval() != null) ? settings.maxInterval() : this.properties.maxInterval();
		double multiplier = (settings.multiplier() != null) ? settings.multiplier() : this.properties.multiplier();
		double millis = Math.min(initial.toMillis() * Math.pow(multiplier, attempt - 1), longest.toMillis());
		double jitter = this.properties.jitter() * (2 * this.random.getAsDouble() - 1);
		return Duration.ofMillis(Math.round(millis * (1 + jitter)));
	}

}

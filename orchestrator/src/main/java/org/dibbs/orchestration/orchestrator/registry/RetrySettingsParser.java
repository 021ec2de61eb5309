package org.dibbs.orchestration.orchestrator.registry;

import java.time.Duration;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads what a config says of further attempts.
 */
final class RetrySettingsParser {

	private static final int MOST_ATTEMPTS = 100;

	private static final Duration LONGEST = Duration.ofDays(7);

	private final ConfigValues retry;

	private RetrySettingsParser(ConfigValues retry) {
		this.retry = retry;
	}

	/**
	 * Reads the member {@code retry} of a config.
	 * @param config the config
	 * @return what it says; what is wrong with it goes to the errors of the config
	 */
	static RetrySettings parse(ConfigValues config) {
		ConfigValues retry = config.optionalValues("retry");
		return (retry != null) ? new RetrySettingsParser(retry).settings() : RetrySettings.NONE;
	}

	private RetrySettings settings() {
		return new RetrySettings(attempts(), duration("initial_interval"), multiplier(), duration("max_interval"));
	}

	private @Nullable Integer attempts() {
		JsonFragment value = this.retry.optional("attempts");
		if (value == null) {
			return null;
		}
		int attempts = value.json().matches("[0-9]{1,9}") ? Integer.parseInt(value.json()) : 0;
		if (attempts < 1 || attempts > MOST_ATTEMPTS) {
			this.retry.wrong("attempts", "value is not a whole number from 1 to " + MOST_ATTEMPTS);
		}
		return attempts;
	}

	private @Nullable Double multiplier() {
		JsonFragment value = this.retry.optional("multiplier");
		if (value == null) {
			return null;
		}
		double multiplier = value.json().matches("[0-9]{1,3}(\\.[0-9]{1,3})?") ? Double.parseDouble(value.json()) : 0;
		if (multiplier < 1) {
			this.retry.wrong("multiplier", "value is not a number from 1 to 999");
		}
		return multiplier;
	}

	private @Nullable Duration duration(String key) {
		JsonFragment value = this.retry.optional(key);
		if (value == null) {
			return null;
		}
		Duration duration = value.isString() ? parsed(value.text()) : null;
		if (duration == null || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
			this.retry.wrong(key, "value is not a text such as '10s', '5m' or '1h', at most '7d'");
			return null;
		}
		return duration;
	}

	private static @Nullable Duration parsed(String text) {
		try {
			return text.matches("[0-9]{1,9}(ms|s|m|h|d)") ? DurationStyle.SIMPLE.parse(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}

package org.dibbs.orchestration.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the topics keep their records, counted from when the broker took them. What
 * has not been worked on by then is deleted, too, so none of it is shorter than the
 * longest outage that is to be survived.
 *
 * @param bodies what holds messages or parts of them: submissions, results, checkpoints
 * @param deadLetters submissions that were given up, which somebody may want to be run
 * once more
 * @param events what the ledger is made of
 */
public record TopicRetention(Duration bodies, Duration deadLetters, Duration events) {

	private static final Pattern TIME = Pattern.compile("(\\d{1,9})(s|m|h|d)");

	/** What holds where nothing else is said. */
	public static final TopicRetention DEFAULT = from(Map.of());

	/**
	 * Reads the settings.
	 * @param environment {@code BODY_RETENTION} (7d), {@code DEAD_LETTER_RETENTION} (90d)
	 * and {@code EVENT_RETENTION} (90d)
	 * @return the settings
	 * @throws IllegalArgumentException with one clear line where one cannot be used
	 */
	public static TopicRetention from(Map<String, String> environment) {
		return new TopicRetention(time(environment, "BODY_RETENTION", Duration.ofDays(7)),
				time(environment, "DEAD_LETTER_RETENTION", Duration.ofDays(90)),
				time(environment, "EVENT_RETENTION", Duration.ofDays(90)));
	}

	/**
	 * Reads a time.
	 * @param environment the environment
	 * @param name the variable: a whole number and its unit, s, m, h or d
	 * @param otherwise what holds where it is unset or blank
	 * @return the time, a second at least
	 * @throws IllegalArgumentException with one clear line where it is none
	 */
	public static Duration time(Map<String, String> environment, String name, Duration otherwise) {
		String text = environment.getOrDefault(name, "").strip();
		if (text.isEmpty()) {
			return otherwise;
		}
		Matcher parts = TIME.matcher(text);
		if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
			throw new IllegalArgumentException(name + " is '" + text + "', expected a time such as 7d, 12h or 30s");
		}
		long number = Long.parseLong(parts.group(1));
		return switch (parts.group(2)) {
			case "d" -> Duration.ofDays(number);
			case "h" -> Duration.ofHours(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofSeconds(number);
		};
	}

}

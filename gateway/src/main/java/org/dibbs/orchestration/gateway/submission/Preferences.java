package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a caller prefers, as far as we can do it (RFC 7240). What cannot be read is
 * ignored, as section 2 demands.
 *
 * @param longestWait how long the caller wants to wait for the result, zero for not at
 * all; null where it says nothing
 * @param applied the preferences that are honoured, as they are told back
 */
record Preferences(@Nullable Duration longestWait, List<String> applied) {

	/** The longest wait that is honoured; some proxy gives up before. */
	private static final long LONGEST_SECONDS = 3600;

	private static final String RESPOND_ASYNC = "respond-async";

	private static final String WAIT = "wait=";

	/**
	 * Reads preferences.
	 * @param values the values of the header {@code Prefer}
	 * @return what is in them
	 */
	static Preferences of(List<String> values) {
		boolean async = false;
		Long seconds = null;
		for (String value : values) {
			for (String preference : value.split(",")) {
				String token = preference.split(";", 2)[0].replace(" ", "").strip().toLowerCase(Locale.ROOT);
				async |= token.equals(RESPOND_ASYNC);
				// The first of several counts.
				seconds = (seconds != null) ? seconds : seconds(token);
			}
		}
		List<String> applied = new ArrayList<>();
		if (async) {
			applied.add(RESPOND_ASYNC);
		}
		if (seconds != null) {
			applied.add(WAIT + seconds);
			return new Preferences(Duration.ofSeconds(seconds), applied);
		}
		return new Preferences(async ? Duration.ZERO : null, applied);
	}

	private static @Nullable Long seconds(String token) {
		String digits = token.startsWith(WAIT) ? token.substring(WAIT.length()).replace("\"", "") : "";
		return digits.matches("\\d{1,9}") ? Math.min(Long.parseLong(digits), LONGEST_SECONDS) : null;
	}

	/**
	 * The same for an endpoint where callers do not wait unless they ask for it.
	 * @return these preferences, with a wait
	 */
	Preferences withoutWait() {
		return (this.longestWait != null) ? this : new Preferences(Duration.ZERO, this.applied);
	}

}

package org.dibbs.orchestration.orchestrator.web;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as whoever stands before the gateway says; nothing is decided by it.
 */
public final class CallerName {

	/** The header that says it. */
	public static final String HEADER = "X-Forwarded-User";

	private static final int LONGEST = 255;

	private CallerName() {
	}

	/**
	 * The name as it is kept.
	 * @param header the value of the header, or null
	 * @return the name without control characters, or {@code anonymous}
	 */
	public static String of(@Nullable String header) {
		String name = (header != null) ? header.replaceAll("\\p{Cntrl}", "").strip() : "";
		if (name.isEmpty()) {
			return "anonymous";
		}
		return (name.length() > LONGEST) ? name.substring(0, LONGEST) : name;
	}

}

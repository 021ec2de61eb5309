package org.dibbs.orchestration.orchestrator.web;

import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as it is kept with what was asked for; nothing is decided by it. Where the
 * front door is open, whoever stands before it may say.
 */
public final class CallerName {

	/** The header that says it. */
	public static final String HEADER = "X-Forwarded-User";

	private static final int LONGEST = 255;

	private CallerName() {
	}

	/**
	 * The name of a caller.
	 * @param caller the caller
	 * @param header the value of the header, or null
	 * @return its subject, where it is known; else what the header says
	 */
	public static String of(Caller caller, @Nullable String header) {
		return caller.equals(Caller.OPEN) ? of(header) : of(caller.subject());
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

package org.dibbs.orchestration.security;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What each path asks of its caller. What is not named here is for administrators, so
 * that a path which is forgotten is closed.
 */
public final class AccessRules {

	/** What says whether the service is there, and the pages that describe it. */
	private static final Pattern OPEN = Pattern
		.compile("/|/actuator/health(/[a-z]+)?|/openapi\\.json|/docs(/[A-Za-z0-9.-]+)?|/redoc(/[A-Za-z0-9.-]+)?");

	private static final Pattern PROCESS = Pattern.compile("/process-(message|zip|ws)");

	private static final Pattern SUBMISSIONS = Pattern.compile("/submissions(/batch)?");

	/** Of workers: what front doors ask for whoever sends a message. */
	private static final Pattern KEYS = Pattern.compile("/idempotency-keys");

	private static final Pattern REPLAY = Pattern.compile("/submissions(/[^/]+)?/replay");

	private static final Pattern READABLE = Pattern.compile("/(configs|submissions|building-blocks)(/.*)?");

	private static final Pattern CONFIG = Pattern.compile("/configs/[^/]+");

	private static final Pattern CONFIG_CHECK = Pattern.compile("/configs/[^/]+/check");

	private AccessRules() {
	}

	/**
	 * What a caller needs.
	 * @param method the verb of the request
	 * @param path its path, decoded
	 * @return the scope, or null where everybody may ask
	 */
	public static @Nullable Scope needed(String method, String path) {
		return switch (method) {
			case "GET", "HEAD" -> ofReading(path);
			case "POST" -> ofPosting(path);
			case "PUT", "DELETE" -> CONFIG.matcher(path).matches() ? Scope.CONFIGS_WRITE : Scope.ADMIN;
			default -> Scope.ADMIN;
		};
	}

	private static @Nullable Scope ofReading(String path) {
		if (OPEN.matcher(path).matches()) {
			return null;
		}
		// A socket begins with GET.
		if (PROCESS.matcher(path).matches()) {
			return Scope.SUBMIT;
		}
		return READABLE.matcher(path).matches() ? Scope.READ : Scope.ADMIN;
	}

	private static Scope ofPosting(String path) {
		if (PROCESS.matcher(path).matches() || SUBMISSIONS.matcher(path).matches() || KEYS.matcher(path).matches()) {
			return Scope.SUBMIT;
		}
		if (REPLAY.matcher(path).matches()) {
			return Scope.REPLAY;
		}
		// Changes nothing.
		return CONFIG_CHECK.matcher(path).matches() ? Scope.READ : Scope.ADMIN;
	}

}

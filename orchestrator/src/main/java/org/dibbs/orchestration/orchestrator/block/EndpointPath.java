package org.dibbs.orchestration.orchestrator.block;

import java.util.regex.Pattern;

/**
 * Keeps what a config gives as endpoint from leading anywhere but below the service's
 * base URL.
 */
public final class EndpointPath {

	// Segments of RFC 3986 without percent escapes, which could hide a slash or dots.
	private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+/?");

	private EndpointPath() {
	}

	/**
	 * Checks a step's endpoint.
	 * @param path the endpoint as the config has it
	 * @return the same
	 * @throws StepInputException if it is no plain path; the text does not quote it, as
	 * it may be a URL with credentials
	 */
	static String plain(String path) {
		if (!isPlain(path)) {
			throw new StepInputException(
					"the endpoint of a step must be a plain path such as /validate, without scheme, host or query");
		}
		return path;
	}

	/**
	 * Whether a text is a path such as {@code /validate}.
	 * @param path any text
	 * @return true if it leads below the service's base URL, wherever that is
	 */
	public static boolean isPlain(String path) {
		return !path.contains("..") && PLAIN.matcher(path).matches();
	}

	/**
	 * What identifies most endpoints.
	 * @param path a path
	 * @return what is behind its last slash
	 */
	public static String lastSegment(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

}

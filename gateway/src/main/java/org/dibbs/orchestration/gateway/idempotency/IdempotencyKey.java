package org.dibbs.orchestration.gateway.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a caller names a request, so that sending it twice does what sending it
 * once does (draft-ietf-httpapi-idempotency-key-header). Holds the key's hash only, and
 * shows not even that.
 *
 * @param hash the SHA-256 of the key, in 64 hex digits
 */
public record IdempotencyKey(String hash) {

	/** The header that a key comes in. */
	public static final String HEADER = "Idempotency-Key";

	private static final int LONGEST = 255;

	/**
	 * Reads a key: a structured-field string (RFC 8941, section 3.3.3), as the draft has
	 * it, or the same characters without quotes, as most clients send it.
	 * @param values the values of the header
	 * @return the key, or null where there is no such header
	 * @throws ProblemException if there are several, or one that is no key
	 */
	public static @Nullable IdempotencyKey of(List<String> values) {
		if (values.isEmpty()) {
			return null;
		}
		String value = values.getFirst().strip();
		String key = value.startsWith("\"") ? unquoted(value) : value;
		if (values.size() > 1 || key == null || key.isEmpty() || key.length() > LONGEST || !isPrintable(key)) {
			throw new ProblemException(ProblemKind.BAD_REQUEST,
					"The header Idempotency-Key has to come once and to hold 1 to 255 printable ASCII characters,"
							+ " with or without double quotes around them.");
		}
		return new IdempotencyKey(Sha256.of(key.getBytes(StandardCharsets.US_ASCII)));
	}

	private static @Nullable String unquoted(String value) {
		StringBuilder text = new StringBuilder();
		for (int i = 1; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '"') {
				return (i == value.length() - 1) ? text.toString() : null;
			}
			if (c == '\\') {
				i++;
				if (i == value.length() || (value.charAt(i) != '"' && value.charAt(i) != '\\')) {
					return null;
				}
				c = value.charAt(i);
			}
			text.append(c);
		}
		return null;
	}

	private static boolean isPrintable(String key) {
		return key.chars().allMatch((c) -> c >= ' ' && c <= '~');
	}

	@Override
	public String toString() {
		return "IdempotencyKey[hidden]";
	}

}

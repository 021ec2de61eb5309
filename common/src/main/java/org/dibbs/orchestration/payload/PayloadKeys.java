package org.dibbs.orchestration.payload;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The keys that payloads are encrypted with: the first encrypts, all decrypt. Written as
 * {@code name:base64} of 32 random bytes each, with line ends or commas between them and
 * comments behind {@code #}. Where {@code plain} stands before them, nothing is
 * encrypted, but all that is can be read: so it is switched on and off in a running
 * installation.
 */
final class PayloadKeys {

	private static final String PLAIN = "plain";

	private static final int KEY_BYTES = 32;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private final Map<String, byte[]> keys;

	private final @Nullable String encrypting;

	private PayloadKeys(Map<String, byte[]> keys, boolean plain) {
		this.keys = keys;
		this.encrypting = plain ? null : keys.keySet().iterator().next();
	}

	/**
	 * Reads keys.
	 * @param text the keys
	 * @return them
	 * @throws IllegalArgumentException if there is none, or one cannot be used; the
	 * message says which by its number, and quotes nothing
	 */
	static PayloadKeys parse(String text) {
		Map<String, byte[]> keys = new LinkedHashMap<>();
		boolean plain = false;
		for (String entry : text.replaceAll("#[^\\n]*", "").split("[\\n,]")) {
			if (entry.strip().equals(PLAIN) && keys.isEmpty()) {
				plain = true;
			}
			else if (!entry.isBlank()) {
				add(keys, entry.strip());
			}
		}
		if (keys.isEmpty()) {
			throw new IllegalArgumentException("There is no key for payloads where they are expected");
		}
		return new PayloadKeys(keys, plain);
	}

	private static void add(Map<String, byte[]> keys, String entry) {
		String which = "Key " + (keys.size() + 1) + " for payloads ";
		int colon = entry.indexOf(':');
		String name = (colon > 0) ? entry.substring(0, colon).strip() : "";
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(which + "is not of the form name:base64");
		}
		byte[] key = decoded(entry.substring(colon + 1).strip());
		if (key == null || key.length != KEY_BYTES) {
			throw new IllegalArgumentException(which + "is not " + KEY_BYTES + " bytes in base64");
		}
		if (keys.put(name, key) != null) {
			throw new IllegalArgumentException(which + "has the name of another one");
		}
	}

	private static byte @Nullable [] decoded(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			// Would quote a character of the key.
			return null;
		}
	}

	/**
	 * The name of the key that encrypts.
	 * @return it, or null where none is to
	 */
	@Nullable String encrypting() {
		return this.encrypting;
	}

	byte @Nullable [] find(String name) {
		return this.keys.get(name);
	}

	/** Only their names. */
	@Override
	public String toString() {
		return "PayloadKeys" + this.keys.keySet();
	}

}

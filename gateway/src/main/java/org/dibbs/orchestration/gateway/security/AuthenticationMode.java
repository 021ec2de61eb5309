package org.dibbs.orchestration.gateway.security;

import java.net.InetAddress;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** How callers say who they are. */
enum AuthenticationMode {

	/** Not at all, because nobody decided; as it was before there was a choice. */
	UNDECIDED,

	/** Not at all, and only this machine can call. */
	NONE,

	/** With a key. */
	KEYS;

	/**
	 * Reads the setting. What is not understood opens nothing: the front door does not
	 * start.
	 * @param setting the setting
	 * @param address what the server listens on, or null for all addresses
	 * @return the mode
	 */
	static AuthenticationMode of(String setting, @Nullable InetAddress address) {
		return switch (setting.strip().toLowerCase(Locale.ROOT)) {
			case "" -> UNDECIDED;
			case "keys" -> KEYS;
			case "none" -> onlyHere(address);
			default -> throw new AuthenticationSettingException("AUTHENTICATION has a value that is not known.");
		};
	}

	private static AuthenticationMode onlyHere(@Nullable InetAddress address) {
		if (address != null && address.isLoopbackAddress()) {
			return NONE;
		}
		throw new AuthenticationSettingException(
				"AUTHENTICATION is none, and the front door listens where others than this machine can call it.");
	}

}

package org.dibbs.orchestration.gateway.security;

import java.net.InetAddress;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How callers say who they are.
 *
 * @param keys whether with a key
 * @param tokens whether with a token of an issuer
 */
record AuthenticationMode(boolean keys, boolean tokens) {

	/** Not at all, and only this machine can call. */
	static final AuthenticationMode OPEN = new AuthenticationMode(false, false);

	/**
	 * Reads the setting. What is not understood opens nothing: the front door does not
	 * start, nor where nobody decided.
	 * @param setting the setting
	 * @param address what the server listens on, or null for all addresses
	 * @return the mode
	 */
	static AuthenticationMode of(String setting, @Nullable InetAddress address) {
		boolean keys = false;
		boolean tokens = false;
		for (String way : setting.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)) {
			switch (way) {
				case "keys" -> keys = true;
				case "oidc" -> tokens = true;
				case "none" -> {
					if (!setting.strip().equalsIgnoreCase("none")) {
						throw unknown();
					}
					return onlyHere(address);
				}
				case "" -> throw setting.isBlank() ? new AuthenticationSettingException("AUTHENTICATION is not set.")
						: unknown();
				default -> throw unknown();
			}
		}
		return new AuthenticationMode(keys, tokens);
	}

	private static AuthenticationSettingException unknown() {
		return new AuthenticationSettingException("AUTHENTICATION has a value that is not known.");
	}

	private static AuthenticationMode onlyHere(@Nullable InetAddress address) {
		if (address != null && address.isLoopbackAddress()) {
			return OPEN;
		}
		throw new AuthenticationSettingException(
				"AUTHENTICATION is none, and the front door listens where others than this machine can call it.");
	}

	/**
	 * Whether nobody is asked who calls.
	 * @return true where everybody may do everything
	 */
	boolean isOpen() {
		return !this.keys && !this.tokens;
	}

}

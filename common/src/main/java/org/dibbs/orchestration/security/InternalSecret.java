package org.dibbs.orchestration.security;

import java.nio.charset.StandardCharsets;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * What front doors and workers share, and nobody else has: by it workers know that a call
 * comes from a front door. Never shown.
 */
public final class InternalSecret {

	/** As many as the signature has: fewer could be guessed (RFC 7518, section 3.2). */
	public static final int LEAST_BYTES = 32;

	private final SecretKey key;

	private InternalSecret(byte[] bytes) {
		this.key = new SecretKeySpec(bytes, "HmacSHA256");
	}

	/**
	 * Takes what an operator set.
	 * @param name the name of the setting, for who is to mend it
	 * @param setting the secret, or nothing
	 * @return the secret; null where nothing was set
	 * @throws IllegalArgumentException if it is too short; does not show it
	 */
	public static @Nullable InternalSecret of(String name, @Nullable String setting) {
		if (setting == null || setting.isBlank()) {
			return null;
		}
		byte[] bytes = setting.strip().getBytes(StandardCharsets.UTF_8);
		if (bytes.length < LEAST_BYTES) {
			throw new IllegalArgumentException(name + " has fewer than " + LEAST_BYTES + " bytes.");
		}
		return new InternalSecret(bytes);
	}

	/**
	 * The key that signs and checks.
	 * @return the key, for HMAC with SHA-256
	 */
	public SecretKey key() {
		return this.key;
	}

	@Override
	public String toString() {
		return "InternalSecret[hidden]";
	}

}

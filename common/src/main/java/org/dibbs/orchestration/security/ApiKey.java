package org.dibbs.orchestration.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A key as a caller sends it: <code>dibbs_ID_SECRET</code>. The secret has 256 random
 * bits, so that a plain SHA-256 of it can be stored: there is nothing to guess, and a
 * slow hash would only cost each request.
 */
public final class ApiKey {

	/** What every key begins with, so that it is known where it does not belong. */
	public static final String PREFIX = "dibbs_";

	private static final Pattern FORM = Pattern.compile("dibbs_([0-9a-f]{16})_([0-9a-f]{64})");

	private static final int ID_BYTES = 8;

	private static final int SECRET_BYTES = 32;

	private final String id;

	private final String secret;

	private ApiKey(String id, String secret) {
		this.id = id;
		this.secret = secret;
	}

	/**
	 * Makes a key that nobody had before.
	 * @param random where its bits come from
	 * @return the key
	 */
	public static ApiKey create(SecureRandom random) {
		return new ApiKey(hex(random, ID_BYTES), hex(random, SECRET_BYTES));
	}

	private static String hex(SecureRandom random, int count) {
		byte[] bytes = new byte[count];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Reads a key.
	 * @param text what a caller sent
	 * @return the key, or null where it is none
	 */
	public static @Nullable ApiKey parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.matches() ? new ApiKey(matcher.group(1), matcher.group(2)) : null;
	}

	/**
	 * What the key is called; no secret.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What is stored of the secret.
	 * @return its SHA-256 in hexadecimal digits
	 */
	public String hash() {
		return HexFormat.of().formatHex(digest());
	}

	/**
	 * Whether a stored hash is the one of this key. Takes as long for a wrong one as for
	 * the right one.
	 * @param stored the hash
	 * @return true where it is
	 */
	public boolean hasHash(byte[] stored) {
		return MessageDigest.isEqual(digest(), stored);
	}

	private byte[] digest() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.secret.getBytes(StandardCharsets.US_ASCII));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * The whole key, to be shown to its owner once.
	 * @return the text that a caller sends
	 */
	public String reveal() {
		return PREFIX + this.id + "_" + this.secret;
	}

	/** Without the secret, as it may end in a log. */
	@Override
	public String toString() {
		return PREFIX + this.id;
	}

}

package org.dibbs.orchestration.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.apache.kafka.common.header.Headers;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts values with AES-256-GCM. An encrypted value is of the form <pre>
 * 00 44 50 01   which no document begins with, and the version
 * length, label by which key, for which topic and for which submission
 * salt          16 bytes
 * nonce         12 bytes
 * ciphertext    with its tag of 16 bytes
 * </pre> The label is authenticated with the value, so that a value counts only where it
 * was written to. The salt is that of a process: what really encrypts is derived from it
 * and the key, and nonces are counted. Random ones would be safe for 2³² records only,
 * which is some weeks of a busy installation.
 */
final class PayloadCipher {

	private static final byte[] MAGIC = { 0, 'D', 'P', 1 };

	private static final int SALT_BYTES = 16;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BYTES = 16;

	private static final int FIXED_BYTES = MAGIC.length + Short.BYTES + SALT_BYTES + NONCE_BYTES + TAG_BYTES;

	private static final int LONGEST_LABEL = 1000;

	/** Stands for the id of a record that names none. */
	private static final String NO_ID = "-";

	private final KeyRing ring;

	private final byte[] salt = new byte[SALT_BYTES];

	private final AtomicLong nonces = new AtomicLong();

	PayloadCipher(KeyRing ring) {
		this.ring = ring;
		new SecureRandom().nextBytes(this.salt);
	}

	static boolean isSealed(byte[] value) {
		return value.length >= FIXED_BYTES && Arrays.equals(value, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
	}

	/**
	 * Encrypts a value.
	 * @param topic where it goes
	 * @param headers the headers of its record
	 * @param value the value
	 * @return what is written instead, or null where no key is to encrypt
	 */
	byte @Nullable [] seal(String topic, Headers headers, byte[] value) {
		PayloadKeys keys = this.ring.keys();
		String name = keys.encrypting();
		byte[] key = (name != null) ? keys.find(name) : null;
		if (name == null || key == null) {
			return null;
		}
		String id = ExchangeHeaders.get(headers, ExchangeHeaders.SUBMISSION_ID);
		byte[] label = (name + " " + topic + " " + ((id != null) ? id : NO_ID)).getBytes(StandardCharsets.UTF_8);
		byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(Integer.BYTES, this.nonces.getAndIncrement()).array();
		byte[] sealed = new byte[FIXED_BYTES + label.length + value.length];
		ByteBuffer.wrap(sealed).put(MAGIC).putShort((short) label.length).put(label).put(this.salt).put(nonce);
		try {
			cipher(Cipher.ENCRYPT_MODE, derived(key, this.salt), nonce, label).doFinal(value, 0, value.length, sealed,
					FIXED_BYTES - TAG_BYTES + label.length);
			return sealed;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The Java runtime has no AES-256-GCM", ex);
		}
	}

	/**
	 * Decrypts a value.
	 * @param topic where it was read
	 * @param headers the headers of its record
	 * @param sealed a value that {@link #isSealed}
	 * @return the value, or null where the key is not there, or value and record do not
	 * belong together
	 */
	byte @Nullable [] open(String topic, Headers headers, byte[] sealed) {
		ByteBuffer buffer = ByteBuffer.wrap(sealed, MAGIC.length, sealed.length - MAGIC.length);
		int length = buffer.getShort();
		if (length < 0 || length > LONGEST_LABEL || FIXED_BYTES + length > sealed.length) {
			return null;
		}
		byte[] label = new byte[length];
		byte[] itsSalt = new byte[SALT_BYTES];
		byte[] nonce = new byte[NONCE_BYTES];
		buffer.get(label).get(itsSalt).get(nonce);
		String[] parts = new String(label, StandardCharsets.UTF_8).split(" ", -1);
		byte[] key = (parts.length == 3) ? this.ring.find(parts[0]) : null;
		if (key == null || !isAtHome(topic, parts[1]) || !isOf(headers, parts[2])) {
			return null;
		}
		try {
			return cipher(Cipher.DECRYPT_MODE, derived(key, itsSalt), nonce, label).doFinal(sealed, buffer.position(),
					buffer.remaining());
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	// What could not be decrypted lies among the dead letters as it came, and may come
	// from there once more.
	private static boolean isAtHome(String topic, String home) {
		return topic.equals(home) || topic.equals(Topics.DEAD_LETTERS)
				|| (topic.equals(Topics.SUBMISSIONS) && home.equals(Topics.DEAD_LETTERS));
	}

	private static boolean isOf(Headers headers, String id) {
		return id.equals(NO_ID) || id.equals(ExchangeHeaders.get(headers, ExchangeHeaders.SUBMISSION_ID));
	}

	private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] label) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
		cipher.updateAAD(label);
		return cipher;
	}

	private static SecretKey derived(byte[] key, byte[] salt) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		mac.update("dibbs-payload".getBytes(StandardCharsets.US_ASCII));
		return new SecretKeySpec(mac.doFinal(salt), "AES");
	}

}

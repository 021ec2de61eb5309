package org.dibbs.orchestration.gateway.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one digest used here.
 */
final class Sha256 {

	private Sha256() {
	}

	/**
	 * The digest of several parts, one after the other.
	 * @param parts the parts
	 * @return 64 hex digits
	 */
	static String of(byte[]... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (byte[] part : parts) {
				digest.update(part);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}

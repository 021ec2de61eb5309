package org.dibbs.orchestration.orchestrator.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.dibbs.orchestration.audit.AuditRecord;

/**
 * The hash of an entry: SHA-256 of the previous hash and all its members, each text
 * behind its length, so that no two entries are the same bytes. docs/security.md says it
 * once more for whoever verifies an export.
 */
final class AuditHash {

	/** What comes before the first entry. */
	static final String NONE = "0".repeat(64);

	private AuditHash() {
	}

	static String of(long number, AuditRecord record, String previous) {
		MessageDigest digest = sha256();
		text(digest, previous);
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
		text(digest, record.id().toString());
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(record.at().toEpochMilli()).flip());
		text(digest, record.source());
		text(digest, record.tenant());
		text(digest, record.subject());
		text(digest, record.action().wire());
		text(digest, record.target());
		text(digest, record.outcome().wire());
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(record.status()).flip());
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void text(MessageDigest digest, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
		digest.update(bytes);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}

package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of keys. Each method is one statement and a transaction of its own, so that
 * nobody waits for a lock longer than one takes.
 */
final class KeyTable {

	private static final String ADD = "INSERT INTO idempotency_key (tenant, key_hash, submission_id, body_digest,"
			+ " created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

	private static final String FIND = "SELECT submission_id, body_digest, created_at FROM idempotency_key"
			+ " WHERE key_hash = ? AND tenant = ?";

	private static final String REPLACE = "UPDATE idempotency_key SET submission_id = ?, body_digest = ?,"
			+ " created_at = ? WHERE key_hash = ? AND tenant = ? AND created_at < ?";

	// The second condition is for a row that is replaced while it is looked for, and for
	// the same key of another tenant.
	private static final String DELETE = "DELETE FROM idempotency_key WHERE key_hash IN (SELECT key_hash"
			+ " FROM idempotency_key WHERE created_at < ? ORDER BY created_at LIMIT ?) AND created_at < ?";

	private final JdbcClient jdbc;

	KeyTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Adds a key.
	 * @param tenant whose key it is
	 * @param keyHash the key's hash
	 * @param claim what it stands for
	 * @return false where there is one already
	 */
	boolean add(String tenant, String keyHash, KeyClaim claim) {
		return this.jdbc.sql(ADD)
			.params(tenant, keyHash, claim.submissionId(), claim.bodyDigest(), time(claim.createdAt()))
			.update() == 1;
	}

	@Nullable KeyClaim find(String tenant, String keyHash) {
		return this.jdbc.sql(FIND)
			.params(keyHash, tenant)
			.query((row, number) -> new KeyClaim(row.getObject(1, UUID.class), row.getString(2),
					row.getObject(3, OffsetDateTime.class).toInstant()))
			.optional()
			.orElse(null);
	}

	/**
	 * Gives a key that is too old to count another meaning.
	 * @param tenant whose key it is
	 * @param keyHash the key's hash
	 * @param claim what it stands for from now on
	 * @param limit before when it must have been added
	 * @return false where it is not that old, or gone
	 */
	boolean replace(String tenant, String keyHash, KeyClaim claim, Instant limit) {
		return this.jdbc.sql(REPLACE)
			.params(claim.submissionId(), claim.bodyDigest(), time(claim.createdAt()), keyHash, tenant, time(limit))
			.update() == 1;
	}

	/**
	 * Deletes keys.
	 * @param limit before when they were added
	 * @param most how many at most, the oldest first
	 * @return how many were deleted
	 */
	int deleteBefore(Instant limit, int most) {
		return this.jdbc.sql(DELETE).params(time(limit), most, time(limit)).update();
	}

	private static OffsetDateTime time(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}

package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;

/**
 * Decides which submission a key stands for: that of whoever claims it first, whichever
 * worker is asked. Safe for use by many threads, and by many workers on one database.
 */
final class IdempotencyKeys {

	/** Only a key that grows old and is purged and claimed all at once needs a second. */
	private static final int MOST_ROUNDS = 10;

	private final KeyTable table;

	private final Duration retention;

	private final InstantSource clock;

	IdempotencyKeys(KeyTable table, Duration retention, InstantSource clock) {
		this.table = table;
		this.retention = retention;
		this.clock = clock;
	}

	/**
	 * Has a key stand for a submission, unless it stands for one already. Whoever asks
	 * again with the same submission is told the same.
	 * @param tenant whose key it is; the same key of another tenant is another one
	 * @param keyHash the key's hash
	 * @param submissionId the submission
	 * @param bodyDigest the digest of the request
	 * @return what the key stands for
	 * @throws DataAccessException if the database does not answer
	 */
	KeyClaim claim(String tenant, String keyHash, UUID submissionId, String bodyDigest) {
		for (int round = 1; round <= MOST_ROUNDS; round++) {
			KeyClaim mine = new KeyClaim(submissionId, bodyDigest, now());
			Instant limit = mine.createdAt().minus(this.retention);
			if (this.table.add(tenant, keyHash, mine)) {
				return mine;
			}
			KeyClaim there = this.table.find(tenant, keyHash);
			if (there != null && !there.createdAt().isBefore(limit)) {
				return there;
			}
			if (there != null && this.table.replace(tenant, keyHash, mine, limit)) {
				return mine;
			}
		}
		throw new ConcurrencyFailureException("A key is claimed and deleted all the time");
	}

	/**
	 * How long a key has stood for its submission.
	 * @param claim what it stands for
	 * @return the time, not less than none where clocks differ
	 */
	Duration age(KeyClaim claim) {
		Duration age = Duration.between(claim.createdAt(), now());
		return age.isNegative() ? Duration.ZERO : age;
	}

	// The precision of the table, so that all are told the same time.
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}

package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyKeysTests {

	private static final String KEY = "0".repeat(64);

	private static final String DIGEST = "a".repeat(64);

	private static final Duration DAY = Duration.ofDays(1);

	private final KeyDatabase database = open();

	private volatile Instant now = Instant.parse("2026-03-01T12:00:00.123Z");

	private final IdempotencyKeys one = this.database.worker(this.database.one, DAY, () -> this.now);

	private final IdempotencyKeys two = this.database.worker(this.database.two, DAY, () -> this.now);

	KeyDatabase open() {
		return KeyDatabase.inMemory();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aKeyStandsForTheFirstWhoClaimsItWhicheverWorkerIsAsked() {
		UUID first = UUID.randomUUID();
		KeyClaim claim = new KeyClaim(first, DIGEST, this.now);
		assertThat(this.one.claim(Caller.DEFAULT_TENANT, KEY, first, DIGEST)).isEqualTo(claim);
		this.now = this.now.plusSeconds(3);
		assertThat(this.two.claim(Caller.DEFAULT_TENANT, KEY, UUID.randomUUID(), "b".repeat(64))).isEqualTo(claim);
		assertThat(this.one.claim(Caller.DEFAULT_TENANT, KEY, first, DIGEST)).isEqualTo(claim);
		assertThat(this.two.age(claim)).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.two.claim(Caller.DEFAULT_TENANT, "1".repeat(64), first, DIGEST).createdAt())
			.isEqualTo(this.now);
	}

	@Test
	void whatOneTenantClaimsIsFreeForAnother() {
		UUID first = UUID.randomUUID();
		UUID second = UUID.randomUUID();
		this.one.claim("county-a", KEY, first, DIGEST);
		assertThat(this.two.claim("county-b", KEY, second, DIGEST).submissionId()).isEqualTo(second);
		assertThat(this.two.claim("county-a", KEY, second, DIGEST).submissionId()).isEqualTo(first);
		this.now = this.now.plus(DAY).plusMillis(1);
		UUID third = UUID.randomUUID();
		assertThat(this.one.claim("county-a", KEY, third, DIGEST).submissionId()).isEqualTo(third);
		assertThat(this.one.claim("county-b", KEY, third, DIGEST).submissionId()).isEqualTo(third);
		assertThat(this.database.rows()).isEqualTo(2);
	}

	@Test
	void aKeyWhoseRetentionIsOverCountsAsNew() {
		this.one.claim(Caller.DEFAULT_TENANT, KEY, UUID.randomUUID(), DIGEST);
		UUID second = UUID.randomUUID();
		this.now = this.now.plus(DAY);
		assertThat(this.one.claim(Caller.DEFAULT_TENANT, KEY, second, DIGEST).submissionId()).isNotEqualTo(second);
		this.now = this.now.plusMillis(1);
		assertThat(this.one.claim(Caller.DEFAULT_TENANT, KEY, second, "b".repeat(64)))
			.isEqualTo(new KeyClaim(second, "b".repeat(64), this.now));
		assertThat(this.two.claim(Caller.DEFAULT_TENANT, KEY, UUID.randomUUID(), DIGEST).submissionId())
			.isEqualTo(second);
	}

	@Test
	void ofManyWhoClaimOneKeyAtOnceOneGetsIt() throws Exception {
		for (int round = 0; round < 20; round++) {
			String key = Integer.toString(round % 10).repeat(64);
			List<UUID> mine = claimAtOnce(key, 24);
			assertThat(mine).as("round %d", round).hasSize(1);
			// In the second ten rounds it is an old key that all of them want.
			this.now = (round == 9) ? this.now.plus(DAY).plusMillis(1) : this.now;
		}
	}

	/** Claims a key by many threads of two workers, while a third deletes what is old. */
	private List<UUID> claimAtOnce(String key, int threads) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		List<UUID> asked = new ArrayList<>();
		List<Future<KeyClaim>> told = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(threads + 1)) {
			for (int i = 0; i < threads; i++) {
				UUID id = UUID.randomUUID();
				IdempotencyKeys worker = (i % 2 == 0) ? this.one : this.two;
				asked.add(id);
				told.add(executor.submit(() -> {
					start.await();
					return worker.claim(Caller.DEFAULT_TENANT, key, id, DIGEST);
				}));
			}
			executor.submit(() -> {
				start.await();
				purge(1000).purge();
				return null;
			});
			start.countDown();
		}
		List<UUID> submissions = new ArrayList<>();
		for (Future<KeyClaim> claim : told) {
			submissions.add(claim.get().submissionId());
		}
		assertThat(asked).containsAll(submissions);
		return submissions.stream().distinct().toList();
	}

	@Test
	void oldKeysAreDeletedHoweverManyTheyAre() {
		for (int i = 0; i < 7; i++) {
			this.one.claim(Caller.DEFAULT_TENANT, Integer.toString(i).repeat(64), UUID.randomUUID(), DIGEST);
		}
		this.now = this.now.plus(DAY);
		UUID kept = UUID.randomUUID();
		this.one.claim(Caller.DEFAULT_TENANT, "8".repeat(64), kept, DIGEST);
		purge(3).purge();
		assertThat(this.database.rows()).isEqualTo(8);
		this.now = this.now.plusMillis(1);
		purge(3).purge();
		assertThat(this.database.rows()).isEqualTo(1);
		assertThat(this.two.claim(Caller.DEFAULT_TENANT, "8".repeat(64), UUID.randomUUID(), DIGEST).submissionId())
			.isEqualTo(kept);
	}

	private KeyPurge purge(int batch) {
		return new KeyPurge(this.database.table(), DAY, batch, () -> this.now);
	}

}

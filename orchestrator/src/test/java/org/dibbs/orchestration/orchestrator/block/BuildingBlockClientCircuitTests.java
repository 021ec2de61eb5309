package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BuildingBlockClientCircuitTests {

	private final StubBlock block = new StubBlock();

	private final MovableClock clock = new MovableClock();

	private final TestClients client = TestClients
		.of(TestClients.settings(this.block.url(), TestClients.http(Duration.ofSeconds(20), DataSize.ofMegabytes(1)),
				TestClients.retry(1), TestClients.breaker(6)), this.clock);

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.block.close();
	}

	@Test
	void cutsAServiceOffThatKeepsFailing() {
		this.block.answers(503, "");
		failTwice();
		assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> this.client.post(TestClients.NAMES))
			.withMessage("service ingestion is cut off by its circuit breaker after too many failures; it is tried "
					+ "again within 10 s");
		assertThat(this.block.requests()).hasSize(6);
	}

	@Test
	void leavesOtherServicesAlone() {
		this.block.answers(503, "");
		failTwice();
		assertThat(this.client.post(TestClients.SAVE).status()).isEqualTo(503);
	}

	@Test
	void callsAServiceAgainThatPassesItsTrial() {
		this.block.answers(503, "");
		failTwice();
		this.block.answers(200, "{}");
		this.block.answers(200, "{}");
		this.clock.advance(Duration.ofSeconds(11));
		// The first trial meets the last 503 in turn and is repeated.
		for (int i = 0; i < 10; i++) {
			assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(200);
			this.clock.advance(Duration.ofSeconds(11));
		}
	}

	@Test
	void neverCutsAServiceOffForErrorsItAnswers() {
		this.block.answers(500, "");
		for (int i = 0; i < 12; i++) {
			assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(500);
		}
	}

	private void failTwice() {
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(503);
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(503);
	}

	private static final class MovableClock extends Clock {

		private Instant now = Instant.EPOCH;

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}

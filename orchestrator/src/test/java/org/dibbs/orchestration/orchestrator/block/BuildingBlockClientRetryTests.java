package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BuildingBlockClientRetryTests {

	private final StubBlock block = new StubBlock();

	private final TestClients client = TestClients.of(this.block.url());

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.block.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void repeatsARepeatableCallAfterAGatewayErrorUntilItSucceeds(int status) {
		this.block.answers(status, "busy").answers(status, "busy").answers(200, "{}");
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(200);
		assertThat(this.block.requests()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void handsBackTheLastGatewayErrorAfterThreeAttempts(int status) {
		this.block.answers(status, "first").answers(status, "second").answers(status, "third");
		ServiceResponse response = this.client.post(TestClients.NAMES);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("third");
		assertThat(this.block.requests()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 400, 404, 422, 429, 500, 501 })
	void neverRepeatsACallThatGotAnyOtherAnswer(int status) {
		this.block.answers(status, "{}");
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(status);
		assertThat(this.block.requests()).hasSize(1);
	}

	@Test
	void repeatsARepeatableCallWhoseConnectionBroke() {
		this.block.hangsUp().answers(200, "{}");
		assertThat(this.client.post(TestClients.NAMES).status()).isEqualTo(200);
		assertThat(this.block.requests()).hasSize(2);
	}

	@Test
	void saysThatTheConnectionWasLostAfterThreeAttempts() {
		this.block.hangsUp();
		assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> this.client.post(TestClients.NAMES))
			.withMessage("service ingestion gave no usable answer at standardize_names: the connection was lost "
					+ "before the answer was complete (3 attempts)");
	}

	@Test
	void neverRepeatsASaveWhoseAnswerWasLost() {
		this.block.hangsUp();
		assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> this.client.post(TestClients.SAVE))
			.withMessageContaining("(1 attempt); whether it took effect is not known");
		assertThat(this.block.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 504 })
	void neverRepeatsASaveThatMayHaveReachedTheBlock(int status) {
		this.block.answers(status, "");
		assertThat(this.client.post(TestClients.SAVE).status()).isEqualTo(status);
		assertThat(this.block.requests()).hasSize(1);
	}

	@Test
	void repeatsASaveThatTheBlockDidNotTake() {
		this.block.answers(503, "").answers(200, "{\"message\":\"saved\"}");
		assertThat(this.client.post(TestClients.SAVE).status()).isEqualTo(200);
		assertThat(this.block.requests()).hasSize(2);
	}

	@Test
	void triesAnUnreachableServiceThreeTimesWhateverTheCall() throws IOException {
		try (TestClients lost = TestClients.of(TestClients.deadUrl())) {
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> lost.post(TestClients.NAMES))
				.withMessage("service ingestion could not be reached at standardize_names: connection refused "
						+ "(3 attempts)");
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> lost.post(TestClients.SAVE))
				.withMessage("service save_bundle could not be reached at save-fhir-data: connection refused "
						+ "(3 attempts)");
		}
	}

	@Test
	void triesAHostNameThatIsNotKnownThreeTimes() throws IOException {
		try (TestClients lost = TestClients.of("http://no-such-host.invalid")) {
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> lost.post(TestClients.NAMES))
				.withMessage("service ingestion could not be reached at standardize_names: its host name is not "
						+ "known (3 attempts)");
		}
	}

	@Test
	void waitsForALateAnswerOnlyOnce() throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		this.block.answers((exchange) -> {
			awaitQuietly(done);
			StubBlock.respond(exchange, 200, "{}");
		});
		try (TestClients hasty = TestClients.of(TestClients.settings(this.block.url(),
				TestClients.http(Duration.ofMillis(200), DataSize.ofMegabytes(1)), TestClients.retry(1),
				TestClients.breaker(100)))) {
			assertThatExceptionOfType(BuildingBlockException.class).isThrownBy(() -> hasty.post(TestClients.NAMES))
				.withMessage("service ingestion gave no usable answer at standardize_names: no answer in time "
						+ "(1 attempt)");
			assertThat(this.block.requests()).hasSize(1);
		}
		finally {
			done.countDown();
		}
	}

	@Test
	void stopsWaitingForTheNextAttemptWhenInterrupted() throws Exception {
		long hour = Duration.ofHours(1).toMillis();
		try (TestClients patient = TestClients.of(TestClients.settings(TestClients.deadUrl(),
				TestClients.http(Duration.ofSeconds(5), DataSize.ofMegabytes(1)), TestClients.retry(hour),
				TestClients.breaker(100)))) {
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread caller = Thread.startVirtualThread(() -> {
				try {
					patient.post(TestClients.NAMES);
				}
				catch (BuildingBlockException ex) {
					interrupted.complete(Thread.currentThread().isInterrupted());
				}
			});
			await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
			caller.interrupt();
			assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void awaitQuietly(CountDownLatch latch) throws IOException {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}

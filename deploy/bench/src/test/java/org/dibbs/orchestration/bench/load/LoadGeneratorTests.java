package org.dibbs.orchestration.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.dibbs.orchestration.local.stack.Pause;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LoadGeneratorTests {

	private static final Duration STALL = Duration.ofMillis(500);

	private static final long SLOW = STALL.dividedBy(5).toNanos() / 1000;

	@Test
	void aRateIsKeptWhileTheTargetStandsStill() throws IOException {
		try (Stalling target = new Stalling()) {
			LoadResult result = run(target.server, new Pace.Rate(100), Duration.ofSeconds(2));
			assertThat(result.sent()).isEqualTo(200);
			assertThat(result.good()).isEqualTo(200);
		}
	}

	// In half a second 50 are to be sent; 40 of them have more than 100 ms to go.
	@Test
	void allThatWereToBeSentWhileTheTargetStoodStillAreLate() throws IOException {
		try (Stalling target = new Stalling()) {
			LoadResult result = run(target.server, new Pace.Rate(100), Duration.ofSeconds(2));
			assertThat(result.latencies().getCountBetweenValues(SLOW, STALL.toNanos())).isGreaterThanOrEqualTo(35);
		}
	}

	@Test
	void callersSendNothingWhileTheyWait() throws IOException {
		AtomicInteger answers = new AtomicInteger();
		try (FakeServer server = new FakeServer((request) -> {
			Pause.of(Duration.ofMillis(20));
			answers.incrementAndGet();
			return FakeServer.answer(200, "{}");
		})) {
			LoadResult result = run(server, new Pace.Callers(8), Duration.ofMillis(400));
			assertThat(server.most()).isEqualTo(8);
			assertThat(result.good()).isEqualTo(answers.get());
			assertThat(result.latencies().getMinValue()).isGreaterThanOrEqualTo(20_000 - 20);
		}
	}

	@Test
	void aBurstSendsItsNumberAndNoMore() throws IOException {
		try (FakeServer server = new FakeServer((request) -> FakeServer.answer(202, "{}"))) {
			LoadResult result = LoadGenerator.run(load(server, 202, new Pace.Burst(4, 77), Duration.ZERO), () -> {
			}, () -> {
			}, STALL);
			assertThat(server.requests()).hasSize(77);
			assertThat(result.answered()).isEqualTo(77);
			assertThat(server.most()).isLessThanOrEqualTo(4);
		}
	}

	@Test
	void otherStatusesAreErrors() throws IOException {
		AtomicInteger count = new AtomicInteger();
		try (FakeServer server = new FakeServer(
				(request) -> FakeServer.answer((count.incrementAndGet() % 2 == 0) ? 503 : 200, "{}"))) {
			LoadResult result = run(server, new Pace.Burst(1, 10), Duration.ZERO);
			assertThat(result.errors()).isEqualTo(Map.of("status 503", 5L));
			assertThat(result.good()).isEqualTo(5);
			assertThat(result.latencies().getTotalCount()).isEqualTo(5);
		}
	}

	@Test
	void connectionsThatBreakAreErrorsAndOthersAreOpened() throws IOException {
		AtomicInteger count = new AtomicInteger();
		try (FakeServer server = new FakeServer(
				(request) -> (count.incrementAndGet() % 5 == 0) ? null : FakeServer.answer(200, "{}"))) {
			LoadResult result = run(server, new Pace.Burst(1, 20), Duration.ZERO);
			assertThat(result.errors()).isEqualTo(Map.of("connection lost", 4L));
			assertThat(result.good()).isEqualTo(16);
		}
	}

	@Test
	void whatIsNeverAnsweredIsAnError() throws IOException {
		try (FakeServer server = new FakeServer((request) -> {
			Pause.of(Duration.ofSeconds(30));
			return FakeServer.answer(200, "{}");
		})) {
			LoadResult result = LoadGenerator.run(load(server, 200, new Pace.Callers(3), Duration.ofMillis(50)), () -> {
			}, () -> {
			}, Duration.ofMillis(50));
			assertThat(result.errors()).isEqualTo(Map.of("unanswered", 3L));
		}
	}

	@Test
	void sendsWholeBodiesHoweverLarge() throws IOException {
		byte[] body = "x".repeat(5_000_000).getBytes(UTF_8);
		try (FakeServer server = new FakeServer((request) -> FakeServer.answer(200, "y".repeat(3_000_000)))) {
			LoadGenerator.run(new Load(server.address(), Load.request("/a", Map.of(), body), 200, new Pace.Burst(2, 4),
					Duration.ZERO, Duration.ZERO), () -> {
					}, () -> {
					}, Duration.ofSeconds(60));
			assertThat(server.requests()).hasSize(4)
				.allSatisfy((request) -> assertThat(request.body()).hasSize(body.length));
		}
	}

	@Test
	void nothingCountsBeforeItsTime() throws IOException {
		AtomicLong atBegin = new AtomicLong();
		AtomicInteger count = new AtomicInteger();
		try (FakeServer server = new FakeServer((request) -> {
			count.incrementAndGet();
			return FakeServer.answer(200, "{}");
		})) {
			LoadResult result = LoadGenerator.run(new Load(server.address(), Load.request("/", Map.of(), new byte[0]),
					200, new Pace.Rate(200), Duration.ofMillis(500), Duration.ofMillis(500)),
					() -> atBegin.set(count.get()), () -> {
					}, Duration.ofSeconds(10));
			assertThat(result.sent()).isEqualTo(200);
			assertThat(atBegin.get()).isBetween(1L, 199L);
			assertThat(result.latencies().getTotalCount()).isEqualTo(100);
		}
	}

	private static LoadResult run(FakeServer server, Pace pace, Duration time) throws IOException {
		return LoadGenerator.run(load(server, 200, pace, time), () -> {
		}, () -> {
		}, Duration.ofSeconds(30));
	}

	private static Load load(FakeServer server, int status, Pace pace, Duration time) throws IOException {
		return new Load(server.address(), Load.request("/process-message", Map.of(), "{}".getBytes(UTF_8)), status,
				pace, Duration.ZERO, time);
	}

	/** Answers at once, but for one time, when it gives no answer to anybody. */
	private static final class Stalling implements AutoCloseable {

		private final AtomicInteger count = new AtomicInteger();

		private volatile long until;

		private final FakeServer server = new FakeServer((request) -> {
			if (this.count.incrementAndGet() == 50) {
				this.until = System.nanoTime() + STALL.toNanos();
			}
			Pause.of(Duration.ofNanos((this.until != 0) ? this.until - System.nanoTime() : 0));
			return FakeServer.answer(200, "{}");
		});

		Stalling() throws IOException {
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}

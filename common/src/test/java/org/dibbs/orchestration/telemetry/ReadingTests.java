package org.dibbs.orchestration.telemetry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void readsAnewEachTimeItIsAsked() {
		Reading<Integer> reading = new Reading<>("a number", this.reads::incrementAndGet, LONG);
		assertThat(this.reads).hasValue(0);
		assertThat(reading.get()).isEqualTo(1);
		assertThat(reading.get()).isEqualTo(2);
	}

	@Test
	void whatIsAwayIsNotReportedAndIsAskedAgain() {
		Reading<Integer> reading = new Reading<>("a number", () -> {
			if (this.reads.incrementAndGet() == 1) {
				throw new IllegalStateException("away");
			}
			return 7;
		}, LONG);
		assertThat(reading.get()).isNull();
		assertThat(reading.get()).isEqualTo(7);
	}

	@Test
	void whatHangsHoldsNobodyUpAndIsNotAskedASecondTime() {
		CountDownLatch answer = new CountDownLatch(1);
		Reading<Integer> reading = new Reading<>("a number", () -> {
			this.reads.incrementAndGet();
			answer.await();
			return 7;
		}, Duration.ZERO);
		assertThat(reading.get()).isNull();
		assertThat(reading.get()).isNull();
		answer.countDown();
		Integer value = reading.get();
		while (value == null) {
			Thread.onSpinWait();
			value = reading.get();
		}
		assertThat(value).isEqualTo(7);
		assertThat(this.reads).hasValue(1);
	}

}

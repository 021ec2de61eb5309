package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may still take. What it takes elsewhere is subtracted when that is
 * heard of, and may leave a debt, so that over time the rate holds exactly. Safe for use
 * by many threads.
 */
final class Allowance {

	private static final int BURST_SECONDS = 2;

	private final @Nullable Bucket bucket;

	private final long capacity;

	private final AtomicLong requests = new AtomicLong();

	private final AtomicLong messages = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	private volatile CallerUse elsewhere = CallerUse.NONE;

	Allowance(int rate, TimeMeter clock) {
		this.capacity = (long) rate * BURST_SECONDS;
		this.bucket = (rate > 0) ? Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.capacity).refillGreedy(rate, Duration.ofSeconds(1)))
			.withCustomTimePrecision(clock)
			.build() : null;
	}

	/**
	 * Takes one request.
	 * @return how long to wait where there is none left, in nanoseconds; 0 where it was
	 * taken
	 */
	long takeRequest() {
		if (this.bucket == null) {
			return 0;
		}
		ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			return Math.max(1, probe.getNanosToWaitForRefill());
		}
		this.requests.incrementAndGet();
		return 0;
	}

	/**
	 * Takes a message in hand, to be given back by {@link #giveBack}.
	 * @param size its size
	 * @param mostMessages how many there may be; 0 means any number
	 * @param mostBytes how large they may be together; 0 means any size
	 * @return why it was not taken; null where it was
	 */
	@Nullable LimitReason takeMessage(long size, long mostMessages, long mostBytes) {
		CallerUse others = this.elsewhere;
		long count = this.messages.incrementAndGet();
		long sum = this.bytes.addAndGet(size);
		LimitReason reason = null;
		if (mostMessages > 0 && count + others.messages() > mostMessages) {
			reason = LimitReason.IN_FLIGHT;
		}
		// One message is always let through, or a large one never would be.
		else if (mostBytes > 0 && sum + others.bytes() > mostBytes && sum + others.bytes() > size) {
			reason = LimitReason.IN_FLIGHT_BYTES;
		}
		if (reason != null) {
			giveBack(size);
		}
		return reason;
	}

	void giveBack(long size) {
		this.messages.decrementAndGet();
		this.bytes.addAndGet(-size);
	}

	/** Subtracts requests that were taken elsewhere. */
	void tookElsewhere(long count) {
		if (this.bucket != null && count > 0) {
			this.bucket.consumeIgnoringRateLimits(count);
		}
	}

	void holdsElsewhere(CallerUse use) {
		this.elsewhere = use;
	}

	/** What is to be told; the requests are told once only. */
	CallerUse report() {
		return new CallerUse(this.requests.getAndSet(0), this.messages.get(), this.bytes.get());
	}

	/** Whether a new one would be the same. */
	boolean isUntouched() {
		return this.messages.get() == 0 && this.requests.get() == 0 && this.elsewhere.equals(CallerUse.NONE)
				&& (this.bucket == null || this.bucket.getAvailableTokens() >= this.capacity);
	}

}

package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;

/**
 * Time that passes when a test says so.
 */
final class SteppedClock implements TimeMeter {

	private final AtomicLong nanos = new AtomicLong(1);

	void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	@Override
	public long currentTimeNanos() {
		return this.nanos.get();
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

}

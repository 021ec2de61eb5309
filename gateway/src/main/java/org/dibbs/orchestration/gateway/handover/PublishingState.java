package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether publishing works, as far as the last messages tell. A failure is forgotten
 * after a while: an instance that gets no messages because it is not ready could not
 * recover otherwise. The log tells where the failing begins and ends. Safe for use by
 * many threads.
 */
final class PublishingState {

	private static final Logger logger = LoggerFactory.getLogger(PublishingState.class);

	static final Duration REMEMBERED = Duration.ofSeconds(5);

	private final LongSupplier nanoTime;

	private volatile boolean failed;

	private volatile long failedAt;

	PublishingState(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	void succeeded() {
		if (this.failed) {
			this.failed = false;
			logger.info("Messages can be published again");
		}
	}

	void failed(Exception reason) {
		if (!this.failed) {
			logger.warn("Messages cannot be published: {}", reason.toString());
		}
		this.failedAt = this.nanoTime.getAsLong();
		this.failed = true;
	}

	/**
	 * Whether the last message that was published failed, not long ago.
	 */
	boolean isFailing() {
		return this.failed && this.nanoTime.getAsLong() - this.failedAt < REMEMBERED.toNanos();
	}

}

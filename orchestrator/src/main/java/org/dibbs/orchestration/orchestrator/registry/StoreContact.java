package org.dibbs.orchestration.orchestrator.registry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database answers. While it does not, only one caller now and then is sent
 * to find out, so that an outage delays one message and not all; begin and end of an
 * outage are logged once each.
 */
class StoreContact {

	private static final Logger logger = LoggerFactory.getLogger(StoreContact.class);

	private static final long ANSWERS = Long.MIN_VALUE;

	private final long pause;

	private final LongSupplier clock;

	// When the next caller may try, or ANSWERS.
	private final AtomicLong nextTry = new AtomicLong(ANSWERS);

	StoreContact(Duration pause, LongSupplier nanoClock) {
		this.pause = pause.toNanos();
		this.clock = nanoClock;
	}

	/**
	 * Whether the caller should ask the database.
	 * @return false during an outage, for all but one caller in a while
	 */
	boolean isWorthAsking() {
		long next = this.nextTry.get();
		if (next == ANSWERS) {
			return true;
		}
		long now = this.clock.getAsLong();
		return now - next >= 0 && this.nextTry.compareAndSet(next, now + this.pause);
	}

	void answered() {
		if (this.nextTry.get() != ANSWERS && this.nextTry.getAndSet(ANSWERS) != ANSWERS) {
			logger.info("The database of the workflow configs answers again");
		}
	}

	void failed(Exception cause) {
		if (this.nextTry.getAndSet(this.clock.getAsLong() + this.pause) == ANSWERS) {
			logger.warn("The database of the workflow configs does not answer; the configs known here stay in use: {}",
					rootMessage(cause));
		}
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root.toString();
	}

}

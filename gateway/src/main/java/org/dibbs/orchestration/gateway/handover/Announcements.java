package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.Producer;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.telemetry.Untraced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the ledger of what the queue has, again and again until that is written, for as
 * long as the front door lives: nobody finds a submission that the ledger was not told of
 * until a worker takes it, which may be long after. Safe for use by many threads.
 */
final class Announcements {

	private static final Logger logger = LoggerFactory.getLogger(Announcements.class);

	/** How long the first pause is before the ledger is told once more. */
	static final Duration FIRST_PAUSE = Duration.ofMillis(250);

	private static final int DOUBLINGS = 3;

	/**
	 * Each pause is twice the one before, up to this; the producer's patience comes on
	 * top.
	 */
	static final Duration LONGEST_PAUSE = FIRST_PAUSE.multipliedBy(1 << DOUBLINGS);

	private static final int ALL = Integer.MAX_VALUE;

	private final Executor executor;

	private final SendGate gate;

	private final Scheduler pauses;

	private final int limit;

	private final Semaphore settled = new Semaphore(ALL);

	private final AtomicInteger putOff = new AtomicInteger();

	private volatile boolean closed;

	/**
	 * Creates them.
	 * @param executor the threads that may block
	 * @param gate what records leave through, together with those that come at the same
	 * time
	 * @param pauses measures the pauses
	 * @param limit when more than so many have been put off, those that fail are given up
	 */
	Announcements(Executor executor, SendGate gate, Scheduler pauses, int limit) {
		this.executor = executor;
		this.gate = gate;
		this.pauses = pauses;
		this.limit = limit;
	}

	/**
	 * Tells the ledger of something that is on the queue.
	 * @param producer writes it
	 * @param event what is told
	 * @param end is told once whether it was written; false where it was given up
	 */
	void make(Producer<String, byte[]> producer, SubmissionEvent event, Consumer<Boolean> end) {
		if (!this.settled.tryAcquire()) {
			end.accept(false);
			return;
		}
		attempt(new Announcement(producer, event, end), 0);
	}

	/**
	 * Waits until all are written or given up. Nothing is tried once more after this, and
	 * nothing new is taken.
	 * @param limit how long to wait
	 * @throws InterruptedException if the waiting was interrupted
	 */
	void close(Duration limit) throws InterruptedException {
		boolean all = this.settled.tryAcquire(ALL, limit.toNanos(), TimeUnit.NANOSECONDS);
		this.closed = true;
		if (!all) {
			logger.warn("The ledger was not told of {} submissions that are on the queue; it will be by the workers"
					+ " who take them", outstanding());
		}
	}

	int outstanding() {
		return ALL - this.settled.availablePermits();
	}

	// Not on the producer's own thread, which sending could block.
	private void attempt(Announcement announcement, int number) {
		try {
			this.executor.execute(() -> send(announcement, number));
		}
		catch (RejectedExecutionException ex) {
			end(announcement, number > 0, false);
		}
	}

	private void send(Announcement announcement, int number) {
		try {
			this.gate.pass();
			// Bookkeeping, of which no trace is wanted.
			Untraced.run(
					() -> announcement.producer().send(EventCodec.record(announcement.event()), (metadata, failure) -> {
						if (failure == null) {
							end(announcement, number > 0, true);
						}
						else {
							failed(announcement, number, failure);
						}
					}));
		}
		catch (RuntimeException ex) {
			failed(announcement, number, ex);
		}
	}

	private void failed(Announcement announcement, int number, Exception failure) {
		if (number == 0 && this.putOff.getAndIncrement() == 0) {
			logger.warn("The ledger cannot be told of submissions that are on the queue: {}", failure.toString());
		}
		if (this.closed || this.putOff.get() > this.limit) {
			end(announcement, true, false);
			return;
		}
		this.pauses.schedule(() -> attempt(announcement, number + 1), pause(number).toMillis(), TimeUnit.MILLISECONDS);
	}

	private static Duration pause(int number) {
		return (number < DOUBLINGS) ? FIRST_PAUSE.multipliedBy(1L << number) : LONGEST_PAUSE;
	}

	private void end(Announcement announcement, boolean wasPutOff, boolean written) {
		announcement.end().accept(written);
		if (wasPutOff && this.putOff.decrementAndGet() == 0 && written) {
			logger.info("The ledger can be told of submissions again");
		}
		this.settled.release();
	}

	/**
	 * One that is outstanding. It lives longer than its caller waits, so it holds nothing
	 * but this.
	 *
	 * @param producer writes it
	 * @param event what is told
	 * @param end is told how it ended
	 */
	private record Announcement(Producer<String, byte[]> producer, SubmissionEvent event, Consumer<Boolean> end) {

	}

}

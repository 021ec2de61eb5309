package org.dibbs.orchestration.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.telemetry.Untraced;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes audit records from any thread without keeping it, and brings them to their topic
 * and to the logs in bunches, on a thread of its own. While Kafka is away it keeps
 * {@value #CAPACITY} of them; what comes on top is lost, which is counted, and told by a
 * record of its own when there is room again.
 */
public final class AuditTrail implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AuditTrail.class);

	/** So many are some megabytes. */
	static final int CAPACITY = 10_000;

	/** Whoever guesses keys must not push out what others did. */
	static final int REFUSALS_A_SECOND = 100;

	private static final int BUNCH = 500;

	private static final Duration LINGER = Duration.ofMillis(100);

	/** How long it sleeps where nobody does anything. */
	private static final Duration IDLE = Duration.ofMillis(500);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

	private final String source;

	private final Supplier<Producer<String, byte[]>> producers;

	private final AuditLog log;

	private final Duration pause;

	private final BlockingQueue<AuditRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);

	private final AtomicLong lost = new AtomicLong();

	private final AtomicLong refusalSecond = new AtomicLong();

	private final AtomicLong refusals = new AtomicLong();

	private final CountDownLatch stopping = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	/**
	 * Creates the trail; {@link #start()} begins to write.
	 * @param source who writes, as it stands in records of loss
	 * @param producers gives the producer, an idempotent one with acks=all, and the same
	 * each time
	 * @param openTelemetry the agent's, or one that does nothing
	 * @param pause how long to wait before what failed is tried again
	 */
	public AuditTrail(String source, Supplier<Producer<String, byte[]>> producers, OpenTelemetry openTelemetry,
			Duration pause) {
		this.source = source;
		this.producers = producers;
		this.log = new AuditLog(openTelemetry);
		this.pause = pause;
	}

	/** Begins to write. */
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("audit-trail").start(this::write);
	}

	/**
	 * Takes a record; never waits, and never fails.
	 * @param audit the record
	 */
	public void add(AuditRecord audit) {
		boolean wanted = audit.outcome() != AuditOutcome.REFUSED || isRoomForRefusal();
		if (!wanted || !this.waiting.offer(audit)) {
			this.lost.incrementAndGet();
			this.log.lost(1);
		}
	}

	private boolean isRoomForRefusal() {
		long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
		// Two that begin a second at once let some more in, which does no harm.
		if (this.refusalSecond.getAndSet(second) != second) {
			this.refusals.set(0);
		}
		return this.refusals.incrementAndGet() <= REFUSALS_A_SECOND && this.waiting.remainingCapacity() > CAPACITY / 2;
	}

	private void write() {
		try {
			while (isWanted() || !this.waiting.isEmpty()) {
				List<AuditRecord> bunch = bunch();
				bunch.forEach(this.log::write);
				publish(bunch);
			}
		}
		catch (InterruptedException ex) {
			logger.warn("The audit trail was interrupted with {} records left", this.waiting.size());
		}
	}

	private List<AuditRecord> bunch() throws InterruptedException {
		List<AuditRecord> bunch = new ArrayList<>();
		AuditRecord first = this.waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
		if (first != null) {
			bunch.add(first);
			if (this.waiting.size() < BUNCH) {
				this.stopping.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
			}
			this.waiting.drainTo(bunch, BUNCH - 1);
		}
		long missing = this.lost.getAndSet(0);
		if (missing > 0) {
			logger.warn("{} audit records were lost: too many came, or Kafka was away", missing);
			bunch.add(new AuditRecord(SubmissionId.next().value(), Instant.now(), this.source, "", "", AuditAction.LOST,
					Long.toString(missing), AuditOutcome.FAILED, 0));
		}
		return bunch;
	}

	private void publish(List<AuditRecord> bunch) throws InterruptedException {
		List<AuditRecord> left = bunch;
		boolean told = false;
		while (!left.isEmpty()) {
			left = attempt(left);
			if (left.isEmpty()) {
				break;
			}
			if (!told) {
				logger.warn("Audit records could not be written; they are kept, and it is tried again");
				told = true;
			}
			// Also while it stops: close() ends that.
			LockSupport.parkNanos(this.pause.toNanos());
			if (Thread.interrupted()) {
				throw new InterruptedException("closed before Kafka was back");
			}
		}
		if (told) {
			logger.info("Audit records can be written again");
		}
	}

	// One whose fate is unknown is sent again, and known by its id.
	private List<AuditRecord> attempt(List<AuditRecord> bunch) throws InterruptedException {
		List<Future<RecordMetadata>> sent = new ArrayList<>(bunch.size());
		Untraced.run(() -> {
			try {
				Producer<String, byte[]> producer = this.producers.get();
				for (AuditRecord audit : bunch) {
					Future<RecordMetadata> future = producer.send(AuditCodec.record(audit));
					sent.add(future);
					// Each would wait for a broker that is away.
					if (future.isDone() && future.state() == Future.State.FAILED) {
						break;
					}
				}
			}
			catch (RuntimeException ex) {
				logger.debug("Audit records were not sent: {}", ex.toString());
			}
		});
		List<AuditRecord> left = new ArrayList<>();
		for (int i = 0; i < bunch.size(); i++) {
			try {
				if (i < sent.size()) {
					sent.get(i).get();
					continue;
				}
			}
			catch (ExecutionException ex) {
				logger.debug("An audit record was not written: {}", String.valueOf(ex.getCause()));
			}
			left.add(bunch.get(i));
		}
		return left;
	}

	private boolean isWanted() {
		return this.stopping.getCount() > 0;
	}

	/** Writes what is there, for some seconds at most, and ends. */
	@Override
	public void close() {
		this.stopping.countDown();
		Thread current = this.thread;
		try {
			if (current != null && !current.join(STOP_LIMIT)) {
				current.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

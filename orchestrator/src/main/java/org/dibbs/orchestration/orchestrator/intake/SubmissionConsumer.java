package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop of a worker: the only thread that touches the Kafka consumer. It never
 * waits for a submission: what it polls goes to the {@link Admission} and from there to
 * the {@link Dispatcher}, finished prefixes are committed in between, and while
 * submissions wait for a place the partitions are paused, so that the worker stays a
 * member of its group however long a building block takes.
 */
final class SubmissionConsumer implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionConsumer.class);

	private static final Duration IDLE_POLL = Duration.ofMillis(100);

	// Short, since a paused partition is resumed by this thread only.
	private static final Duration BUSY_POLL = Duration.ofMillis(10);

	// A request to the broker for each record would cost more than the record: what comes
	// in quick succession is fetched together, and what comes alone at once.
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private final IntakeConfiguration.Consumers consumers;

	private final InFlight inFlight;

	private final Admission admission;

	private final Dispatcher dispatcher;

	private final Commits commits;

	private final Rebalances rebalances;

	private final IntakeProperties properties;

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile boolean running = true;

	private volatile long polledAt = System.nanoTime();

	private boolean named = true;

	private boolean drained;

	SubmissionConsumer(IntakeConfiguration.Consumers consumers, InFlight inFlight, Admission admission,
			Dispatcher dispatcher, Ownership ownership, IntakeProperties properties) {
		this.consumers = consumers;
		this.inFlight = inFlight;
		this.admission = admission;
		this.dispatcher = dispatcher;
		this.commits = new Commits(inFlight, properties);
		this.rebalances = new Rebalances(ownership, inFlight, dispatcher, this.commits, properties.handOverTimeout());
		this.properties = properties;
	}

	@Override
	public void run() {
		while (this.running) {
			try {
				consume();
			}
			catch (FencedInstanceIdException ex) {
				// To take the name back would make the two take it from each other for
				// ever.
				logger.error("Another worker has come with this one's WORKER_INSTANCE_ID; "
						+ "this one goes on without a lasting name");
				this.named = false;
			}
			catch (RuntimeException ex) {
				// Whatever it is: a worker that silently takes nothing any more would be
				// worse.
				logger.error("The intake lost Kafka ({}: {}); it is tried again in {}", ex.getClass().getSimpleName(),
						ex.getMessage(), this.properties.retryPause());
				LockSupport.parkNanos(this.properties.retryPause().toNanos());
			}
		}
		drain();
	}

	private void consume() {
		Consumer<String, byte[]> current = this.consumers.create(this.named);
		this.consumer = current;
		this.rebalances.begin(current);
		try {
			current.subscribe(List.of(Topics.SUBMISSIONS), this.rebalances);
			poll(current);
			drain();
			this.commits.commitNow(current);
		}
		finally {
			try {
				current.close(CloseOptions.timeout(CLOSE_LIMIT));
			}
			finally {
				this.consumer = null;
				this.rebalances.end();
			}
		}
	}

	private void poll(Consumer<String, byte[]> current) {
		while (this.running) {
			boolean full = this.dispatcher.waiting() > 0 || this.admission.isBusy();
			if (full) {
				current.pause(current.assignment());
			}
			else if (!current.paused().isEmpty()) {
				current.resume(current.assignment());
			}
			List<Arrival> arrivals = new ArrayList<>();
			// Iterated plainly, because this is where the agent makes each record's span
			// current.
			for (ConsumerRecord<String, byte[]> submission : pollOnce(current, full ? BUSY_POLL : IDLE_POLL)) {
				TopicPartition partition = new TopicPartition(submission.topic(), submission.partition());
				InFlight.Entry entry = this.inFlight.add(partition, submission.offset());
				if (!entry.isTaken()) {
					arrivals.add(Arrival.of(submission, entry, Context.current()));
				}
			}
			this.admission.admit(arrivals);
			this.commits.commit(current);
			if (!arrivals.isEmpty()) {
				LockSupport.parkNanos(GATHER_NANOS);
			}
		}
	}

	private Iterable<ConsumerRecord<String, byte[]>> pollOnce(Consumer<String, byte[]> current, Duration timeout) {
		this.polledAt = System.nanoTime();
		try {
			return current.poll(timeout);
		}
		catch (WakeupException ex) {
			// stop() wants the loop to look at its condition
			return List.of();
		}
	}

	private void drain() {
		if (this.drained) {
			return;
		}
		this.drained = true;
		this.admission.close();
		try {
			if (!this.dispatcher.drain(this.properties.drainTimeout())) {
				logger.warn("Some submissions did not end within {}; they are delivered again",
						this.properties.drainTimeout());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Whether submissions would be taken. May be called by any thread.
	 * @param within how long ago the last poll and the last heartbeat may be
	 * @return true for a member of the group whose loop turns while Kafka is there
	 */
	boolean isTaking(Duration within) {
		Consumer<String, byte[]> current = this.consumer;
		return this.rebalances.isMember() && System.nanoTime() - this.polledAt < within.toNanos() && current != null
				&& isHeard(current, within);
	}

	// A poll ends without an error while Kafka is away, but no heartbeat is sent then.
	private static boolean isHeard(Consumer<String, byte[]> current, Duration within) {
		return current.metrics()
			.values()
			.stream()
			.filter((metric) -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
			.allMatch((metric) -> metric.metricValue() instanceof Number ago && ago.doubleValue() < within.toSeconds());
	}

	/**
	 * Makes the loop end after what runs has ended; returns at once.
	 */
	void stop() {
		this.running = false;
		Consumer<String, byte[]> current = this.consumer;
		if (current != null) {
			current.wakeup();
		}
	}

}

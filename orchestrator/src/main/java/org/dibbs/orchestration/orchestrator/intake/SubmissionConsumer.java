package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop of a worker: the only thread that touches the Kafka consumer. It never
 * waits for a submission: what it polls goes to the {@link Dispatcher}, finished prefixes
 * are committed in between, and while submissions wait for a place the partitions are
 * paused, so that the worker stays a member of its group however long a building block
 * takes.
 */
final class SubmissionConsumer implements Runnable, ConsumerRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionConsumer.class);

	private static final Duration IDLE_POLL = Duration.ofMillis(100);

	// Short, since a paused partition is resumed by this thread only.
	private static final Duration BUSY_POLL = Duration.ofMillis(10);

	// Together with the drain less than what the process is given to stop.
	private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private final IntakeConfiguration.Consumers consumers;

	private final InFlight inFlight;

	private final Dispatcher dispatcher;

	private final IntakeProperties properties;

	private final Map<TopicPartition, OffsetAndMetadata> toCommit = new HashMap<>();

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile boolean running = true;

	private volatile boolean joined;

	private volatile long polledAt = System.nanoTime();

	private long committedAt = System.nanoTime();

	private boolean named = true;

	private boolean drained;

	SubmissionConsumer(IntakeConfiguration.Consumers consumers, InFlight inFlight, Dispatcher dispatcher,
			IntakeProperties properties) {
		this.consumers = consumers;
		this.inFlight = inFlight;
		this.dispatcher = dispatcher;
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
		try {
			current.subscribe(List.of(Topics.SUBMISSIONS), this);
			poll(current);
			drain();
			commitNow(current);
		}
		finally {
			this.joined = false;
			try {
				current.close(CloseOptions.timeout(CLOSE_LIMIT));
			}
			finally {
				this.consumer = null;
				// The next consumer begins at what is committed by then, maybe by others.
				forget(this.inFlight.partitions());
			}
		}
	}

	private void poll(Consumer<String, byte[]> current) {
		while (this.running) {
			boolean full = this.dispatcher.waiting() > 0;
			if (full) {
				current.pause(current.assignment());
			}
			else if (!current.paused().isEmpty()) {
				current.resume(current.assignment());
			}
			// Iterated plainly, because this is where the agent makes each record's span
			// current.
			for (ConsumerRecord<String, byte[]> submission : pollOnce(current, full ? BUSY_POLL : IDLE_POLL)) {
				TopicPartition partition = new TopicPartition(submission.topic(), submission.partition());
				InFlight.Entry entry = this.inFlight.add(partition, submission.offset());
				if (!entry.isTaken()) {
					this.dispatcher.submit(new Dispatcher.Task(submission, entry, Context.current()));
				}
			}
			commit(current);
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

	private void commit(Consumer<String, byte[]> current) {
		if (System.nanoTime() - this.committedAt < this.properties.commitInterval().toNanos()) {
			return;
		}
		this.committedAt = System.nanoTime();
		this.toCommit.putAll(this.inFlight.takeFinished());
		if (this.toCommit.isEmpty()) {
			return;
		}
		current.commitAsync(Map.copyOf(this.toCommit), (offsets, failure) -> {
			if (failure == null) {
				offsets.forEach(this.toCommit::remove);
			}
			else {
				logger.warn("Committing offsets failed ({}); they are committed with the next ones",
						failure.getClass().getSimpleName());
				this.committedAt = System.nanoTime() + this.properties.retryPause().toNanos();
			}
		});
	}

	private void drain() {
		if (this.drained) {
			return;
		}
		this.drained = true;
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

	private void commitNow(Consumer<String, byte[]> current) {
		this.toCommit.putAll(this.inFlight.takeFinished());
		if (this.toCommit.isEmpty()) {
			return;
		}
		try {
			commitSync(current);
			this.toCommit.clear();
		}
		catch (KafkaException ex) {
			logger.warn("Committing offsets failed ({}); what they cover may be delivered again",
					ex.getClass().getSimpleName());
		}
	}

	private void commitSync(Consumer<String, byte[]> current) {
		Map<TopicPartition, OffsetAndMetadata> offsets = Map.copyOf(this.toCommit);
		try {
			current.commitSync(offsets, COMMIT_LIMIT);
		}
		catch (WakeupException ex) {
			// stop() came while nothing was polled
			current.commitSync(offsets, COMMIT_LIMIT);
		}
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		logger.info("The worker takes submissions of partitions {}", partitions);
		this.joined = true;
		Consumer<String, byte[]> current = this.consumer;
		if (current != null && this.dispatcher.waiting() > 0) {
			current.pause(partitions);
		}
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		Consumer<String, byte[]> current = this.consumer;
		if (current != null) {
			commitNow(current);
		}
		forget(partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		// They are another worker's already, so what has finished meanwhile cannot be
		// committed.
		this.joined = false;
		forget(partitions);
	}

	private void forget(Collection<TopicPartition> partitions) {
		this.dispatcher.forget(partitions);
		this.inFlight.forget(partitions, this.toCommit);
		this.toCommit.keySet().removeAll(partitions);
	}

	/**
	 * Whether submissions would be taken. May be called by any thread.
	 * @param within how long ago the last poll and the last heartbeat may be
	 * @return true for a member of the group whose loop turns while Kafka is there
	 */
	boolean isTaking(Duration within) {
		Consumer<String, byte[]> current = this.consumer;
		return this.joined && System.nanoTime() - this.polledAt < within.toNanos() && current != null
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

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.telemetry.Untraced;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop that brings events into the {@link Ledger}: the only thread that touches
 * its consumer. Where it reads on is told by the ledger's tables, not by the offsets in
 * Kafka, which are committed for those who measure lag. While the database is away it
 * stays a member of its group, with its partitions paused; what it could not write it
 * reads again.
 */
final class LedgerProjection implements Runnable, ConsumerRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(LedgerProjection.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	/** How long the tables are emptied before the loop turns once more. */
	private static final Duration REBUILD_LIMIT = Duration.ofSeconds(2);

	/** How often it is looked whether somebody else has moved a partition. */
	private static final Duration LOOK = Duration.ofSeconds(1);

	private final EventConsumers consumers;

	private final Ledger ledger;

	private final Duration retryPause;

	private final WritePace pace;

	private final LedgerOutage outage;

	private final CountDownLatch stopping = new CountDownLatch(1);

	/** Where the tables stand, of the partitions that are read. */
	private final Map<TopicPartition, Long> positions = new HashMap<>();

	/** Assigned partitions of which it is not known where to read on; they are paused. */
	private final Set<TopicPartition> unplaced = new HashSet<>();

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile long polledAt = System.nanoTime();

	private long retryAt = System.nanoTime();

	private long lookedAt = System.nanoTime();

	private boolean named = true;

	LedgerProjection(EventConsumers consumers, Ledger ledger, Duration retryPause, WritePace pace,
			LedgerOutage outage) {
		this.consumers = consumers;
		this.ledger = ledger;
		this.retryPause = retryPause;
		this.pace = pace;
		this.outage = outage;
	}

	@Override
	public void run() {
		while (isWanted()) {
			try {
				consume();
			}
			catch (WakeupException ex) {
				logger.debug("The projection was woken");
			}
			catch (FencedInstanceIdException ex) {
				// To take the name back would make the two take it from each other for
				// ever.
				logger.error("Another worker has come with this one's WORKER_INSTANCE_ID; "
						+ "the ledger goes on without a lasting name");
				this.named = false;
			}
			catch (RuntimeException | OutOfMemoryError ex) {
				this.outage.begins(ex);
				pause();
			}
		}
	}

	private void consume() {
		Consumer<String, byte[]> current = this.consumers.create(this.named);
		this.consumer = current;
		this.positions.clear();
		this.unplaced.clear();
		try {
			current.subscribe(List.of(Topics.EVENTS), this);
			while (isWanted()) {
				this.polledAt = System.nanoTime();
				if (!this.unplaced.isEmpty() && System.nanoTime() - this.retryAt >= 0) {
					attempt(current, () -> place(current));
				}
				if (System.nanoTime() - this.lookedAt >= LOOK.toNanos()) {
					this.lookedAt = System.nanoTime();
					attempt(current, () -> look(current));
				}
				ConsumerRecords<String, byte[]> records = current
					.poll(this.unplaced.isEmpty() ? POLL : this.retryPause);
				attempt(current, () -> project(current, records));
				rest(records.count());
			}
		}
		finally {
			this.consumer = null;
			current.close(CloseOptions.timeout(CLOSE_LIMIT));
		}
	}

	// What fails leaves the ledger as it was, so everything is read again from there.
	private void attempt(Consumer<String, byte[]> current, Runnable step) {
		try {
			step.run();
		}
		catch (WakeupException | FencedInstanceIdException ex) {
			throw ex;
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.outage.begins(ex);
			this.retryAt = System.nanoTime() + this.retryPause.toNanos();
			displace(current, Set.copyOf(this.positions.keySet()));
		}
	}

	private void displace(Consumer<String, byte[]> current, Collection<TopicPartition> partitions) {
		this.unplaced.addAll(partitions);
		this.positions.keySet().removeAll(this.unplaced);
		current.pause(this.unplaced);
	}

	// Where nothing is told nobody would notice that the ledger is to be made anew.
	private void look(Consumer<String, byte[]> current) {
		if (this.positions.isEmpty()) {
			return;
		}
		Map<Integer, Long> written = this.ledger.offsets();
		Set<TopicPartition> moved = new HashSet<>();
		this.positions.forEach((partition, position) -> {
			if (!position.equals(written.get(partition.partition()))) {
				moved.add(partition);
			}
		});
		displace(current, moved);
	}

	private void place(Consumer<String, byte[]> current) {
		if (!this.ledger.finishRebuild(REBUILD_LIMIT)) {
			return;
		}
		Map<Integer, Long> written = this.ledger.offsets();
		Map<TopicPartition, Long> begins = current.beginningOffsets(this.unplaced, REQUEST_LIMIT);
		Map<TopicPartition, Long> ends = current.endOffsets(this.unplaced, REQUEST_LIMIT);
		for (TopicPartition partition : List.copyOf(this.unplaced)) {
			Long from = written.get(partition.partition());
			long begin = begins.getOrDefault(partition, 0L);
			long next = ReadFrom.next(partition, from, begin, ends.getOrDefault(partition, begin));
			boolean moved = from == null || next != from;
			if (moved && !this.ledger.append(List.of(), Map.of(partition.partition(), new Move(from, next)))) {
				// Somebody was faster; where it stands now is asked the next time.
				continue;
			}
			current.seek(partition, next);
			this.positions.put(partition, next);
			this.unplaced.remove(partition);
			current.resume(Set.of(partition));
		}
	}

	private void project(Consumer<String, byte[]> current, ConsumerRecords<String, byte[]> records) {
		if (records.isEmpty()) {
			if (this.unplaced.isEmpty()) {
				this.outage.ends();
			}
			return;
		}
		List<SubmissionEvent> events = new ArrayList<>(records.count());
		Map<Integer, Move> moves = new HashMap<>();
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		for (TopicPartition partition : records.partitions()) {
			List<ConsumerRecord<String, byte[]>> batch = records.records(partition);
			events.addAll(Untraced.map(batch, EventCodec::event));
			long next = batch.getLast().offset() + 1;
			moves.put(partition.partition(), new Move(this.positions.get(partition), next));
			offsets.put(partition, new OffsetAndMetadata(next));
		}
		if (!this.ledger.append(events, moves)) {
			logger.info("Another worker has written events of {}; it is read on from there", offsets.keySet());
			displace(current, offsets.keySet());
			return;
		}
		this.outage.ends();
		offsets.forEach((partition, offset) -> this.positions.put(partition, offset.offset()));
		commit(current, offsets);
	}

	private static void commit(Consumer<String, byte[]> current, Map<TopicPartition, OffsetAndMetadata> offsets) {
		current.commitAsync(offsets, (committed, failure) -> {
			if (failure != null) {
				logger.debug("Offsets of events were not committed", failure);
			}
		});
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		Consumer<String, byte[]> current = this.consumer;
		if (current != null) {
			displace(current, partitions);
		}
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		this.positions.keySet().removeAll(partitions);
		this.unplaced.removeAll(partitions);
	}

	/**
	 * Whether the loop turns. May be called by any thread.
	 * @param within how long ago its last turn may have begun
	 * @return true where it does
	 */
	boolean isTurning(Duration within) {
		return System.nanoTime() - this.polledAt < within.toNanos();
	}

	/**
	 * Makes the loop end; returns at once.
	 */
	void stop() {
		this.stopping.countDown();
		this.pace.hurry();
		Consumer<String, byte[]> current = this.consumer;
		if (current != null) {
			current.wakeup();
		}
	}

	private boolean isWanted() {
		return this.stopping.getCount() > 0;
	}

	private void rest(int events) {
		try {
			this.pace.rest(events);
		}
		catch (InterruptedException ex) {
			this.stopping.countDown();
		}
	}

	private void pause() {
		try {
			this.stopping.await(this.retryPause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stopping.countDown();
		}
	}

}

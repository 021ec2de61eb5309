package org.dibbs.orchestration.orchestrator.archive;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.jspecify.annotations.Nullable;

/**
 * Reads records with consumers of its own, some at a time, as a record can be large. A
 * consumer that has done its work is kept for the next reader, for connecting takes
 * longer than reading.
 */
final class KafkaRecordArchive implements RecordArchive, AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(250);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final Semaphore readers;

	private final Duration limit;

	private final Deque<Consumer<String, byte[]>> idle = new ConcurrentLinkedDeque<>();

	/**
	 * Creates the archive.
	 * @param consumers makes consumers without a place to begin at
	 * @param readers how many records are read at a time
	 * @param limit how long reading one may take, waiting for a reader not included
	 */
	KafkaRecordArchive(Supplier<Consumer<String, byte[]>> consumers, int readers, Duration limit) {
		this.consumers = consumers;
		this.readers = new Semaphore(readers);
		this.limit = limit;
	}

	@Override
	public @Nullable ConsumerRecord<String, byte[]> read(RecordPlace place, @Nullable String key)
			throws ArchiveException, InterruptedException {
		if (!this.readers.tryAcquire(this.limit.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new ArchiveException("too many records are being read", true, null);
		}
		try {
			return readNow(place, key);
		}
		catch (InterruptException ex) {
			throw new InterruptedException("interrupted while Kafka was asked");
		}
		catch (KafkaException ex) {
			throw new ArchiveException("Kafka cannot be read (" + ex.getClass().getSimpleName() + ")", false, ex);
		}
		finally {
			this.readers.release();
		}
	}

	private @Nullable ConsumerRecord<String, byte[]> readNow(RecordPlace place, @Nullable String key)
			throws ArchiveException {
		Consumer<String, byte[]> consumer = this.idle.poll();
		if (consumer == null) {
			consumer = this.consumers.get();
		}
		boolean reusable = false;
		try {
			ConsumerRecord<String, byte[]> record = read(consumer, place);
			reusable = true;
			return (record.offset() == place.offset() && (key == null || key.equals(record.key()))) ? record : null;
		}
		catch (InvalidOffsetException ex) {
			return null;
		}
		finally {
			if (reusable) {
				consumer.unsubscribe();
				this.idle.push(consumer);
			}
			else {
				consumer.close(CloseOptions.timeout(Duration.ZERO));
			}
		}
	}

	private ConsumerRecord<String, byte[]> read(Consumer<String, byte[]> consumer, RecordPlace place)
			throws ArchiveException {
		TopicPartition partition = new TopicPartition(place.topic(), place.partition());
		consumer.assign(List.of(partition));
		consumer.seek(partition, place.offset());
		long deadline = System.nanoTime() + this.limit.toNanos();
		do {
			List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
			if (!records.isEmpty()) {
				return records.getFirst();
			}
		}
		while (System.nanoTime() - deadline < 0);
		throw new ArchiveException("Kafka does not answer", false, null);
	}

	@Override
	public void close() {
		for (Consumer<String, byte[]> consumer = this.idle.poll(); consumer != null; consumer = this.idle.poll()) {
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored results where they lie in Kafka: one consumer a request, some at a time,
 * as a result can be large. Thread safe.
 */
final class ResultReader {

	private static final Duration POLL = Duration.ofMillis(250);

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final Semaphore readers;

	private final Duration limit;

	/**
	 * Creates the reader.
	 * @param consumers makes consumers without a place to begin at
	 * @param readers how many results are read at a time
	 * @param limit how long one may take
	 */
	ResultReader(Supplier<Consumer<String, byte[]>> consumers, int readers, Duration limit) {
		this.consumers = consumers;
		this.readers = new Semaphore(readers);
		this.limit = limit;
	}

	/**
	 * Reads a result.
	 * @param id the submission
	 * @param place where its result lies
	 * @return the result
	 * @throws ProblemException if it is not there any more, or cannot be read now
	 */
	WorkflowReply read(UUID id, RecordPlace place) {
		boolean admitted = false;
		try {
			admitted = this.readers.tryAcquire(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			if (!admitted) {
				throw new ProblemException(ProblemKind.TOO_MANY,
						"Too many results are being read; try again in some seconds.");
			}
			return readNow(id, place);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable(ex);
		}
		catch (KafkaException ex) {
			throw unavailable(ex);
		}
		finally {
			if (admitted) {
				this.readers.release();
			}
		}
	}

	private WorkflowReply readNow(UUID id, RecordPlace place) {
		TopicPartition partition = new TopicPartition(place.topic(), place.partition());
		Consumer<String, byte[]> consumer = this.consumers.get();
		try {
			consumer.assign(List.of(partition));
			consumer.seek(partition, place.offset());
			ConsumerRecord<String, byte[]> record = poll(consumer, partition);
			WorkflowReply reply = (record.offset() == place.offset() && id.toString().equals(record.key()))
					? ExchangeCodec.reply(record) : null;
			if (reply == null) {
				throw gone(place);
			}
			return reply;
		}
		catch (InvalidOffsetException ex) {
			throw gone(place);
		}
		finally {
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	private ConsumerRecord<String, byte[]> poll(Consumer<String, byte[]> consumer, TopicPartition partition) {
		long deadline = System.nanoTime() + this.limit.toNanos();
		do {
			List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
			if (!records.isEmpty()) {
				return records.getFirst();
			}
		}
		while (System.nanoTime() - deadline < 0);
		throw unavailable(null);
	}

	private static ProblemException gone(RecordPlace place) {
		return new ProblemException(ProblemKind.RESULT_GONE,
				"The result is not in " + place + " any more; results are deleted after their retention.");
	}

	private static ProblemException unavailable(@Nullable Exception cause) {
		ProblemException problem = new ProblemException(ProblemKind.LEDGER_UNAVAILABLE,
				"The result cannot be read from Kafka now; try again in some seconds.");
		if (cause != null) {
			problem.initCause(cause);
		}
		return problem;
	}

}

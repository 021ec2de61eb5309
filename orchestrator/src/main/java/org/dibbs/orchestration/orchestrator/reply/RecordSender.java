package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and does not give up: what is sent here has to be in Kafka before the
 * submission it belongs to counts as finished. Blocks its (virtual) thread meanwhile, so
 * a broker that is away slows the intake down instead of filling the memory.
 */
public class RecordSender {

	private static final Logger logger = LoggerFactory.getLogger(RecordSender.class);

	private final Producer<String, byte[]> producer;

	private final Duration pause;

	/**
	 * Creates a sender.
	 * @param producer an idempotent producer with acks=all
	 * @param pause how long to wait before a failed record is tried again
	 */
	public RecordSender(Producer<String, byte[]> producer, Duration pause) {
		this.producer = producer;
		this.pause = pause;
	}

	/**
	 * Sends a record and waits until the broker has it.
	 * @param record the record
	 * @throws RecordTooLargeException if the broker will never take it
	 * @throws InterruptedException if the thread was interrupted, which is how a worker
	 * that shuts down gives up: the record may be missing then, and its submission is
	 * delivered again
	 */
	public void send(ProducerRecord<String, byte[]> record) throws InterruptedException {
		while (!trySend(record)) {
			LockSupport.parkNanos(this.pause.toNanos());
			if (Thread.interrupted()) {
				throw new InterruptedException("interrupted while the broker was away");
			}
		}
	}

	private boolean trySend(ProducerRecord<String, byte[]> record) throws InterruptedException {
		try {
			this.producer.send(record).get();
			return true;
		}
		catch (InterruptException ex) {
			throw new InterruptedException("interrupted while the broker was asked");
		}
		catch (ExecutionException | KafkaException ex) {
			Throwable cause = ex.getCause();
			Throwable failure = (ex instanceof ExecutionException && cause != null) ? cause : ex;
			if (failure instanceof RecordTooLargeException tooLarge) {
				throw tooLarge;
			}
			logger.error("Writing to {} failed ({}); it is tried again in {}", record.topic(),
					failure.getClass().getSimpleName(), this.pause);
			return false;
		}
	}

	/**
	 * How many partitions a topic has.
	 * @param topic the topic's name
	 * @return the number, as the producer knows it
	 */
	public int partitions(String topic) {
		return this.producer.partitionsFor(topic).size();
	}

}

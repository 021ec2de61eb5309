package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SendGate;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.telemetry.Untraced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and does not give up: what is sent here has to be in Kafka before the
 * submission it belongs to counts as finished. Blocks its (virtual) thread meanwhile, so
 * a broker that is away slows the intake down instead of filling the memory.
 */
public class RecordSender {

	private static final Logger logger = LoggerFactory.getLogger(RecordSender.class);

	// Not null: producers that Spring hands out call back whatever they were given.
	private static final Callback NOBODY = (metadata, failure) -> {
	};

	private final Supplier<Producer<String, byte[]>> producers;

	private final Duration pause;

	private final SendGate gate;

	/**
	 * Creates a sender.
	 * @param producers gives the producer, an idempotent one with acks=all, and the same
	 * each time; asked late, since none can be made while no broker's name is known
	 * @param pause how long to wait before what failed is tried again
	 */
	public RecordSender(Supplier<Producer<String, byte[]>> producers, Duration pause) {
		this(producers, pause, new SendGate(Duration.ZERO));
	}

	/**
	 * Creates a sender that sends what comes in quick succession together.
	 * @param producers the producer to send with, the same one again and again; it may
	 * block or fail while the broker is away
	 * @param pause how long to wait between two attempts
	 * @param gate what records leave through
	 */
	public RecordSender(Supplier<Producer<String, byte[]>> producers, Duration pause, SendGate gate) {
		this.producers = producers;
		this.pause = pause;
		this.gate = gate;
	}

	/**
	 * Sends a record and waits until the broker has it.
	 * @param record the record
	 * @return where it lies now
	 * @throws RecordTooLargeException if the broker will never take it
	 * @throws InterruptedException if the thread is interrupted, which is how a worker
	 * that shuts down gives up: of a thread that was interrupted before nothing is sent,
	 * otherwise the record may be missing, and its submission is delivered again
	 */
	public RecordPlace send(ProducerRecord<String, byte[]> record) throws InterruptedException {
		return place(insist("Writing to", record.topic(), () -> {
			this.gate.pass();
			return hand(this.producers.get(), record, NOBODY).get();
		}));
	}

	/**
	 * Sends many records at once and waits until the broker has them all.
	 * @param records the records, of one topic
	 * @return where they lie now, in the same order
	 * @throws RecordTooLargeException if the broker will never take one of them
	 * @throws InterruptedException as for {@link #send}; some of the records may be there
	 */
	public List<RecordPlace> sendAll(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
		if (records.isEmpty()) {
			return List.of();
		}
		Map<Integer, RecordPlace> places = new TreeMap<>();
		insist("Writing to", records.getFirst().topic(), () -> sendMissing(records, places));
		return List.copyOf(places.values());
	}

	// What is there already is not sent again, whatever becomes of the rest.
	private int sendMissing(List<ProducerRecord<String, byte[]>> records, Map<Integer, RecordPlace> places)
			throws Exception {
		Producer<String, byte[]> producer = this.producers.get();
		Map<Integer, Future<RecordMetadata>> sent = new TreeMap<>();
		Exception failure = null;
		this.gate.pass();
		try {
			for (int i = 0; i < records.size(); i++) {
				if (!places.containsKey(i)) {
					sent.put(i, hand(producer, records.get(i), NOBODY));
				}
			}
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		for (Map.Entry<Integer, Future<RecordMetadata>> entry : sent.entrySet()) {
			try {
				places.put(entry.getKey(), place(entry.getValue().get()));
			}
			catch (ExecutionException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
		return places.size();
	}

	private static RecordPlace place(RecordMetadata metadata) {
		return new RecordPlace(metadata.topic(), metadata.partition(), metadata.offset());
	}

	/**
	 * Sends a record that may get lost, and does not wait for the broker. It comes before
	 * whatever is sent to its partition later on.
	 * @param record the record
	 * @return whether the broker has it, once that is known
	 */
	public CompletableFuture<Boolean> offer(ProducerRecord<String, byte[]> record) {
		this.gate.pass();
		return offerNow(record);
	}

	/**
	 * Sends records that may get lost, together and at once, whether or not they can
	 * share a request with others; see {@link #awaitTurn()}.
	 * @param records the records
	 * @return for each, in the same order, whether the broker has it, once that is known
	 */
	public List<CompletableFuture<Boolean>> offerAll(List<ProducerRecord<String, byte[]>> records) {
		return records.stream().map(this::offerNow).toList();
	}

	/**
	 * Waits some milliseconds at most, until what is sent now shares a request with what
	 * others send.
	 */
	public void awaitTurn() {
		this.gate.pass();
	}

	private CompletableFuture<Boolean> offerNow(ProducerRecord<String, byte[]> record) {
		CompletableFuture<Boolean> written = new CompletableFuture<>();
		try {
			hand(this.producers.get(), record, (metadata, failure) -> {
				if (failure != null) {
					logger.debug("A record was not written to {}: {}", record.topic(), failure.toString());
				}
				written.complete(failure == null);
			});
		}
		catch (RuntimeException ex) {
			logger.debug("A record was not written to {}: {}", record.topic(), ex.toString());
			written.complete(false);
		}
		return written;
	}

	/**
	 * Sends records and waits for a while until the broker has them.
	 * @param records the records
	 * @param limit how long
	 * @return whether it has all of them; where not, it may have some, or get some yet
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean sendAll(List<ProducerRecord<String, byte[]>> records, Duration limit) throws InterruptedException {
		FutureTask<Boolean> sending = new FutureTask<>(() -> {
			this.gate.pass();
			List<Future<RecordMetadata>> sent = new ArrayList<>();
			for (ProducerRecord<String, byte[]> record : records) {
				sent.add(hand(this.producers.get(), record, NOBODY));
			}
			for (Future<RecordMetadata> each : sent) {
				each.get();
			}
			return true;
		});
		// Of its own, since the producer may block for longer than the limit.
		Thread.ofVirtual().start(sending);
		try {
			return sending.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.warn("{} records were not written for sure: {}", records.size(),
					((ex.getCause() != null) ? ex.getCause() : ex).getClass().getSimpleName());
			return false;
		}
		finally {
			sending.cancel(true);
		}
	}

	// Events are bookkeeping; spans of them would outnumber those of the work.
	private static Future<RecordMetadata> hand(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record,
			Callback callback) {
		if (!record.topic().equals(Topics.EVENTS)) {
			return producer.send(record, callback);
		}
		List<Future<RecordMetadata>> sent = new ArrayList<>(1);
		Untraced.run(() -> sent.add(producer.send(record, callback)));
		return sent.getFirst();
	}

	/**
	 * How many partitions a topic has.
	 * @param topic the topic's name
	 * @return the number, as the producer knows it
	 * @throws InterruptedException if the thread is interrupted
	 */
	public int partitions(String topic) throws InterruptedException {
		return insist("Asking for", topic, () -> this.producers.get().partitionsFor(topic).size());
	}

	private <T> T insist(String what, String topic, Callable<T> attempt) throws InterruptedException {
		while (!Thread.interrupted()) {
			try {
				return attempt.call();
			}
			catch (InterruptException | InterruptedException ex) {
				throw new InterruptedException("interrupted while the broker was asked");
			}
			catch (Exception | OutOfMemoryError ex) {
				Throwable cause = ex.getCause();
				Throwable failure = (ex instanceof ExecutionException && cause != null) ? cause : ex;
				if (failure instanceof RecordTooLargeException tooLarge) {
					throw tooLarge;
				}
				logger.error("{} {} failed ({}); it is tried again in {}", what, topic,
						failure.getClass().getSimpleName(), this.pause);
			}
			LockSupport.parkNanos(this.pause.toNanos());
		}
		throw new InterruptedException("interrupted before the broker had what it should");
	}

}

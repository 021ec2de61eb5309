package org.dibbs.orchestration.orchestrator.reply;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordSenderTests {

	private final MockProducer<String, byte[]> producer = new MockProducer<>(false, null, new StringSerializer(),
			new ByteArraySerializer());

	private final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	private final ProducerRecord<String, byte[]> letter = new ProducerRecord<>("t", "k", new byte[0]);

	@Test
	void waitsUntilTheBrokerHasTheRecord() {
		CompletableFuture<Void> sent = send();
		Awaitility.await().until(() -> this.producer.history().size() == 1);
		assertThat(sent).isNotDone();
		this.producer.completeNext();
		assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void aProducerThatIsSharedHasSomebodyToCallBack() {
		MockProducer<String, byte[]> raw = new MockProducer<>(true, null, new StringSerializer(),
				new ByteArraySerializer());
		ProducerFactory<String, byte[]> shared = new DefaultKafkaProducerFactory<>(Map.of()) {

			@Override
			protected Producer<String, byte[]> createRawProducer(Map<String, Object> settings) {
				return raw;
			}

		};
		RecordSender through = new RecordSender(shared::createProducer, Duration.ofMillis(1));
		for (String topic : List.of("t", Topics.EVENTS)) {
			List<ProducerRecord<String, byte[]>> records = List.of(new ProducerRecord<>(topic, "k", new byte[0]));
			assertThat(CompletableFuture.supplyAsync(() -> sendAll(through, records)))
				.succeedsWithin(Duration.ofSeconds(10))
				.isEqualTo(1);
		}
		assertThat(raw.history()).hasSize(2);
	}

	@Test
	void triesAgainWhenTheBrokerIsAway() {
		CompletableFuture<Void> sent = send();
		Awaitility.await().until(() -> this.producer.errorNext(new TimeoutException("away")));
		Awaitility.await().until(this.producer::completeNext);
		assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.producer.history()).hasSize(2);
	}

	@Test
	void triesAgainWhenTheProducerItselfFails() {
		this.producer.sendException = new TimeoutException("no metadata");
		CompletableFuture<Void> sent = send();
		this.producer.sendException = null;
		Awaitility.await().until(this.producer::completeNext);
		assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void givesUpOnARecordTheBrokerWillNeverTake() {
		CompletableFuture<Void> sent = send();
		Awaitility.await().until(() -> this.producer.errorNext(new RecordTooLargeException("too large")));
		assertThat(sent).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withRootCauseInstanceOf(RecordTooLargeException.class);
	}

	@Test
	void givesUpWhenItsThreadIsInterrupted() {
		Thread.currentThread().interrupt();
		this.producer.sendException = new TimeoutException("away");
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.sender.send(this.letter));
	}

	@Test
	void sendsNothingForAThreadThatWasInterrupted() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.sender.send(this.letter));
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void asksAgainForPartitionsWhenTheBrokerIsAway() throws InterruptedException {
		Deque<Producer<String, byte[]>> producers = new ArrayDeque<>(List.of(new Away(), this.producer));
		assertThat(new RecordSender(producers::remove, Duration.ofMillis(1)).partitions("t")).isZero();
	}

	@Test
	void triesAgainWhenNoProducerCanBeMade() throws InterruptedException {
		MockProducer<String, byte[]> later = new MockProducer<>(true, null, new StringSerializer(),
				new ByteArraySerializer());
		AtomicInteger asked = new AtomicInteger();
		new RecordSender(() -> {
			if (asked.getAndIncrement() == 0) {
				throw new ConfigException("no resolvable bootstrap urls");
			}
			return later;
		}, Duration.ofMillis(1)).send(this.letter);
		assertThat(later.history()).containsExactly(this.letter);
	}

	private CompletableFuture<Void> send() {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try {
				this.sender.send(this.letter);
				sent.complete(null);
			}
			catch (InterruptedException | RuntimeException ex) {
				sent.completeExceptionally(ex);
			}
		});
		return sent;
	}

	private static int sendAll(RecordSender sender, List<ProducerRecord<String, byte[]>> records) {
		try {
			return sender.sendAll(records).size();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A producer whose broker does not tell it of a topic. */
	private static final class Away extends MockProducer<String, byte[]> {

		@Override
		public List<PartitionInfo> partitionsFor(String topic) {
			throw new TimeoutException("away");
		}

	}

}

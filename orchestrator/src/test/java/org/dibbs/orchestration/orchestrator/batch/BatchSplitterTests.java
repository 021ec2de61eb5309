package org.dibbs.orchestration.orchestrator.batch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.BatchCodec;
import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionBatch;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BatchSplitterTests {

	private static final Instant ACCEPTED = Instant.ofEpochMilli(1_700_000_000_123L);

	private final SubmissionId id = SubmissionId.next();

	/**
	 * After how many records the worker dies; the broker refuses the one at which it is
	 * away.
	 */
	private int diesAfter = Integer.MAX_VALUE;

	private int awayAt = Integer.MAX_VALUE;

	private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer()) {

		@Override
		public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
			if (history().size() >= BatchSplitterTests.this.diesAfter) {
				throw new Killed();
			}
			if (history().size() == BatchSplitterTests.this.awayAt) {
				BatchSplitterTests.this.awayAt = Integer.MAX_VALUE;
				return CompletableFuture.failedFuture(new TimeoutException("away"));
			}
			return super.send(record, callback);
		}
	};

	private final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	private final BatchSplitter splitter = new BatchSplitter(this.sender, new EventPublisher(this.sender));

	@Test
	void putsEachMessageOnTheQueueAndTellsTheLedgerOfAll() throws InterruptedException {
		assertThat(this.splitter.split(batch(3))).isNull();
		List<ProducerRecord<String, byte[]>> submissions = on(Topics.SUBMISSIONS);
		assertThat(submissions).extracting(ProducerRecord::key).isEqualTo(ids(3));
		assertThat(submissions).extracting((record) -> new String(record.value(), StandardCharsets.UTF_8))
			.containsExactly(document(1), document(2), document(3));
		assertThat(submissions)
			.allSatisfy((record) -> assertThat(ExchangeHeaders.get(record.headers(), ExchangeHeaders.BATCH_ID))
				.isEqualTo(this.id.toString()));
		List<SubmissionEvent> events = events();
		assertThat(events.getFirst()).isEqualTo(new SubmissionEvent.BatchAccepted(this.id, ACCEPTED,
				Caller.DEFAULT_TENANT, SubmissionOrigin.BATCH, 3, new RecordPlace(Topics.SUBMISSIONS, 3, 14)));
		assertThat(events.subList(1, 4)).allSatisfy(
				(event) -> assertThat(event).isInstanceOfSatisfying(SubmissionEvent.Accepted.class, (accepted) -> {
					assertThat(accepted.batch()).isEqualTo(this.id);
					assertThat(accepted.at()).isEqualTo(ACCEPTED);
				}));
		assertThat(events.subList(1, 4)).extracting((event) -> event.id().toString()).isEqualTo(ids(3));
		assertThat(events.getLast()).isInstanceOfSatisfying(SubmissionEvent.BatchSplit.class,
				(split) -> assertThat(split.messages()).isEqualTo(3));
		assertThat(events).hasSize(5);
	}

	@Test
	void aWorkerThatDiesAtAnyMomentLeavesNoMessageOutAndMakesNoneTwice() throws InterruptedException {
		int messages = 1200;
		for (int alive : IntStream.iterate(0, (count) -> count < 2 * messages + 2, (count) -> count + 149).toArray()) {
			this.producer.clear();
			this.diesAfter = alive;
			assertThatExceptionOfType(Killed.class).isThrownBy(() -> this.splitter.split(batch(messages)));
			List<ProducerRecord<String, byte[]>> before = on(Topics.SUBMISSIONS);
			assertThat(events()).noneMatch(SubmissionEvent.BatchSplit.class::isInstance);
			this.diesAfter = Integer.MAX_VALUE;
			this.splitter.split(batch(messages));
			Set<String> keys = new HashSet<>();
			Set<String> contents = new HashSet<>();
			on(Topics.SUBMISSIONS).forEach((record) -> {
				keys.add(record.key());
				contents.add(record.key() + new String(record.value(), StandardCharsets.UTF_8));
			});
			assertThat(keys).hasSize(messages).isEqualTo(Set.copyOf(ids(messages)));
			assertThat(contents).hasSize(messages);
			assertThat(on(Topics.SUBMISSIONS)).hasSize(before.size() + messages);
		}
	}

	@Test
	void aBrokerThatIsAwayHoldsUpTheEnd() throws InterruptedException {
		for (int at = 0; at < 8; at++) {
			this.producer.clear();
			this.awayAt = at;
			assertThat(this.splitter.split(batch(3))).isNull();
			assertThat(on(Topics.SUBMISSIONS)).extracting(ProducerRecord::key)
				.containsExactlyInAnyOrderElementsOf(ids(3));
			assertThat(events()).hasSize(5).last().isInstanceOf(SubmissionEvent.BatchSplit.class);
		}
	}

	@Test
	void splitsWhatIsLargerThanAPortionInItsOrder() throws InterruptedException {
		this.splitter.split(batch(1001));
		assertThat(on(Topics.SUBMISSIONS)).extracting(ProducerRecord::key).isEqualTo(ids(1001));
		assertThat(events()).hasSize(1003);
	}

	@Test
	void aBatchThatIsInvalidIsNotSplit() throws InterruptedException {
		ConsumerRecord<String, byte[]> batch = batch(2);
		ConsumerRecord<String, byte[]> invalid = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, 0,
				TimestampType.CREATE_TIME, 0, 0, batch.key(), (document(1) + "\n{}").getBytes(StandardCharsets.UTF_8),
				batch.headers(), Optional.empty());
		assertThat(this.splitter.isBatch(invalid)).isTrue();
		Problem problem = this.splitter.split(invalid);
		assertThat(problem).isNotNull();
		assertThat(problem.legacyBody().json()).contains("[\"body\",2,\"message_type\"]");
		assertThat(this.producer.history()).isEmpty();
	}

	@Test
	void aSubmissionOfABatchIsNone() throws InterruptedException {
		this.splitter.split(batch(1));
		assertThat(this.splitter.isBatch(received(on(Topics.SUBMISSIONS).getFirst()))).isFalse();
	}

	private ConsumerRecord<String, byte[]> batch(int messages) {
		List<String> lines = IntStream.rangeClosed(1, messages).mapToObj(BatchSplitterTests::document).toList();
		BatchDocuments documents = new BatchDocuments(String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
				messages);
		return received(BatchCodec.record(new SubmissionBatch(this.id, Caller.DEFAULT_TENANT, documents, ACCEPTED)));
	}

	private static String document(int number) {
		return "{\"message_type\":\"elr\",\"data_type\":\"hl7\",\"config_file_name\":\"c\",\"message\":\"MSH|%d\"}"
			.formatted(number);
	}

	private List<String> ids(int messages) {
		return IntStream.rangeClosed(1, messages)
			.mapToObj((number) -> SubmissionId.ofBatch(this.id, number).toString())
			.toList();
	}

	private List<ProducerRecord<String, byte[]>> on(String topic) {
		return this.producer.history().stream().filter((record) -> record.topic().equals(topic)).toList();
	}

	private List<SubmissionEvent> events() {
		List<SubmissionEvent> events = new ArrayList<>();
		on(Topics.EVENTS).forEach((record) -> events.add(EventCodec.event(received(record))));
		return events;
	}

	private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
		return new ConsumerRecord<>(sent.topic(), 3, 14, 0, TimestampType.CREATE_TIME, 0, 0, sent.key(), sent.value(),
				sent.headers(), Optional.empty());
	}

	/** The end of a worker: nothing it could catch and go on from. */
	private static final class Killed extends Error {

		private static final long serialVersionUID = 1L;

	}

}

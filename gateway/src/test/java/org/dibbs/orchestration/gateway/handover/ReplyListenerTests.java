package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ProgressCodec;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReplyListenerTests {

	final RecordedMetrics metrics = new RecordedMetrics();

	final HandoverMetrics handoverMetrics = new HandoverMetrics(this.metrics.openTelemetry());

	private static final TopicPartition PARTITION = new TopicPartition(Topics.RESULTS, 4);

	private static final TopicPartition PROGRESS = new TopicPartition(Topics.PROGRESS, 4);

	private static final SubmissionProgress STEP = new SubmissionProgress.Step(1, "validate", true, 200,
			JsonFragment.EMPTY_OBJECT);

	private final FetchingConsumer consumer = new FetchingConsumer();

	private final PendingReplies pending = new PendingReplies(10);

	private final AtomicLong time = new AtomicLong();

	private final BrokerContact contact = new BrokerContact(this.time::get);

	private final AtomicInteger preparations = new AtomicInteger();

	private final ReplyListener listener = new ReplyListener(() -> this.consumer, this.preparations::incrementAndGet,
			this.pending, this.contact, this.handoverMetrics);

	private long offset = 100;

	@AfterEach
	void stops() throws InterruptedException {
		this.listener.stop();
		assertThat(this.listener.isRunning()).isFalse();
		assertThat(this.listener.partition()).isNull();
	}

	@Test
	void readsOnePartitionOfRepliesAndOfProgressFromTheirEnds() {
		startWithTopic();
		assertThat(this.consumer.assignment()).containsExactlyInAnyOrder(PARTITION, PROGRESS);
		assertThat(this.preparations).hasValue(1);
		assertThat(this.contact.isLost()).isFalse();
	}

	@Test
	void countsAResultWhoseCallerHasGone() {
		startWithTopic();
		PendingReply place = open();
		this.pending.close(place);
		arrives(reply(SubmissionId.next()));
		arrives(reply(place.id()));
		await().untilAsserted(
				() -> assertThat(this.metrics.of(Instrument.GATEWAY_LATE_REPLIES)).isEqualTo(Map.of("", 1.0)));
	}

	@Test
	void completesWhoeverWaits() {
		startWithTopic();
		PendingReply place = open();
		arrives(reply(place.id()));
		StepVerifier.create(place.reply())
			.assertNext((reply) -> assertThat(reply.body()).isEqualTo(Requests.REPLY.body()))
			.verifyComplete();
	}

	@Test
	void passesOverRecordsThatAreNotForIt() {
		startWithTopic();
		PendingReply place = open();
		arrives(reply(SubmissionId.next()));
		arrives(new ProducerRecord<>(Topics.RESULTS, 4, place.id().toString(), new byte[0]));
		arrives(reply(place.id()));
		StepVerifier.create(place.reply()).expectNextCount(1).verifyComplete();
	}

	@Test
	void tellsWhoeverWatches() {
		startWithTopic();
		PendingProgress place = this.pending.watch(SubmissionId.next());
		assertThat(place).isNotNull();
		SubmissionProgress end = new SubmissionProgress.End(Requests.REPLY);
		arrives(ProgressCodec.record(place.id(), 4, STEP));
		arrives(ProgressCodec.record(SubmissionId.next(), 4, STEP));
		arrives(new ProducerRecord<>(Topics.PROGRESS, 4, place.id().toString(), new byte[0]));
		arrives(ProgressCodec.record(place.id(), 4, end));
		StepVerifier.create(place.progress()).expectNext(STEP, end).verifyComplete();
	}

	@Test
	void takesNoReplyForWhoWatchesAndNoProgressForWhoWaits() {
		startWithTopic();
		PendingProgress watching = this.pending.watch(SubmissionId.next());
		PendingReply waiting = open();
		assertThat(watching).isNotNull();
		arrives(reply(watching.id()));
		arrives(ProgressCodec.record(waiting.id(), 4, STEP));
		arrives(ProgressCodec.record(watching.id(), 4, STEP));
		StepVerifier.create(watching.progress()).expectNext(STEP).thenCancel().verify();
		StepVerifier.create(waiting.accepted()).expectSubscription().expectNoEvent(Duration.ZERO).thenCancel().verify();
	}

	@Test
	void waitsUntilProgressHasItsPartitionToo() {
		provideTopic();
		this.consumer.updatePartitions(Topics.PROGRESS, List.of());
		this.listener.start();
		await().during(Duration.ofMillis(200)).until(() -> this.listener.partition() == null);
		provideTopic();
		await().until(() -> this.listener.partition() != null);
	}

	@Test
	void waitsForTheTopic() {
		this.listener.start();
		await().until(() -> !this.consumer.closed());
		assertThat(this.listener.partition()).isNull();
		provideTopic();
		await().until(() -> this.listener.partition() != null);
	}

	@Test
	void triesAgainUntilEverythingIsPrepared() throws InterruptedException {
		List<RuntimeException> failures = new ArrayList<>(
				List.of(new TimeoutException("no broker"), new KafkaException("x")));
		provideTopic();
		ReplyListener retrying = new ReplyListener(() -> this.consumer, () -> {
			if (!failures.isEmpty()) {
				throw failures.remove(0);
			}
		}, this.pending, this.contact, this.handoverMetrics);
		retrying.start();
		await().until(() -> retrying.partition() != null);
		retrying.stop();
	}

	@Test
	void outlivesErrorsOfTheBroker() {
		startWithTopic();
		PendingReply place = open();
		this.consumer.schedulePollTask(() -> this.consumer.setPollException(new KafkaException("broker lost")));
		arrives(reply(place.id()));
		StepVerifier.create(place.reply()).expectNextCount(1).verifyComplete();
	}

	@Test
	void outlivesWantOfMemory() {
		startWithTopic();
		PendingReply place = open();
		this.consumer.schedulePollTask(() -> {
			throw new OutOfMemoryError("only a test");
		});
		arrives(reply(place.id()));
		StepVerifier.create(place.reply()).expectNextCount(1).expectComplete().verify(Duration.ofSeconds(10));
	}

	@Test
	void noticesThatTheBrokerIsGoneAndIsBack() {
		startWithTopic();
		this.time.addAndGet(BrokerContact.LOST_AFTER.toNanos() * 2);
		assertThat(this.contact.isLost()).isTrue();
		this.consumer.answer();
		await().until(() -> !this.contact.isLost());
	}

	private void startWithTopic() {
		provideTopic();
		this.listener.start();
		await().until(() -> this.listener.partition() != null);
		assertThat(this.listener.partition()).isEqualTo(4);
	}

	private void provideTopic() {
		Node node = new Node(1, "localhost", 9092);
		Node[] nodes = { node };
		this.consumer.updateEndOffsets(Map.of(PARTITION, 100L, PROGRESS, 100L));
		for (String topic : List.of(Topics.PROGRESS, Topics.RESULTS)) {
			this.consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 4, node, nodes, nodes)));
		}
	}

	private PendingReply open() {
		PendingReply place = this.pending.open(SubmissionId.next());
		assertThat(place).isNotNull();
		return place;
	}

	private static ProducerRecord<String, byte[]> reply(SubmissionId id) {
		return ExchangeCodec.record(id, 4, new WorkflowReply.Completed(WorkflowReply.JSON, Requests.REPLY.body()));
	}

	private void arrives(ProducerRecord<String, byte[]> sent) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 4, this.offset++, 0,
				TimestampType.CREATE_TIME, 0, 0, sent.key(), sent.value(), sent.headers(), Optional.empty());
		this.consumer.schedulePollTask(() -> this.consumer.addRecord(record));
	}

}

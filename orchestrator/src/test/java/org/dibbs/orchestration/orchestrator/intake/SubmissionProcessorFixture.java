package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.batch.BatchSplitter;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.ConfigsUnavailableException;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.FakeBlocks;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A processor with building blocks, a registry and a Kafka that a test plays.
 */
abstract class SubmissionProcessorFixture {

	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	static final BuildingBlockException TRANSIENT = new BuildingBlockException("away for the test",
			FailureKind.TRANSIENT, FailureReason.UNREACHABLE, new IllegalStateException());

	static final String SUBMISSION = """
			{"message_type":"fhir","data_type":"fhir","config_file_name":"%s","message":{"secret":"Marker"}}""";

	final RecordedMetrics metrics = new RecordedMetrics();

	int largestDeadLetter = Integer.MAX_VALUE;

	int largestCheckpoint = Integer.MAX_VALUE;

	/** No state is kept before it has come down, as it does when step "a" is called. */
	CountDownLatch beforeCheckpoint = new CountDownLatch(0);

	final MockProducer<String, byte[]> producer = new MockProducer<>(cluster(), true, null, new StringSerializer(),
			new ByteArraySerializer()) {

		@Override
		public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
			if (record.topic().equals(Topics.DEAD_LETTERS) && record.value() != null
					&& record.value().length > SubmissionProcessorFixture.this.largestDeadLetter) {
				throw new RecordTooLargeException("too large");
			}
			if (record.topic().equals(Topics.CHECKPOINTS)
					&& record.value().length > SubmissionProcessorFixture.this.largestCheckpoint) {
				throw new RecordTooLargeException("too large");
			}
			if (record.topic().equals(Topics.CHECKPOINTS)) {
				awaitCheckpoint();
			}
			return super.send(record, callback);
		}
	};

	private void awaitCheckpoint() {
		try {
			this.beforeCheckpoint.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

	final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	final FakeBlocks blocks = new FakeBlocks()
		.answering("a", new ServiceResponse(200, "application/json", "{\"done\":true}".getBytes()), (response) -> {
			this.beforeCheckpoint.countDown();
			return StepResult.Continue.unchanged();
		})
		.answeringOnce("save", new ServiceResponse(200, "application/json", "{}".getBytes()),
				(response) -> StepResult.Continue.unchanged());

	final Map<RecordPlace, byte[]> archive = new HashMap<>();

	final SubmissionProcessor processor = new SubmissionProcessor(new OneConfig(), this.blocks.runner(),
			new Endings(new ResultPublisher(this.sender), new IntakeMetrics(this.metrics.openTelemetry()),
					new DeadLetters(this.sender), Clock.fixed(NOW, ZoneOffset.UTC)),
			new Checkpoints(this.sender, this::archived),
			new RetryPolicy(new RetryProperties(3, Duration.ofSeconds(10), 4, Duration.ofHours(1), 0), () -> 0.5),
			new BatchSplitter(this.sender, new EventPublisher(this.sender)), new ProgressPublisher(this.sender),
			new EventPublisher(this.sender), Clock.fixed(NOW, ZoneOffset.UTC), 5);

	final SubmissionId id = SubmissionId.next();

	ConsumerRecord<String, byte[]> record(String config) {
		return new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				SUBMISSION.formatted(config).getBytes(StandardCharsets.UTF_8));
	}

	List<SubmissionEvent> events() {
		List<SubmissionEvent> told = new ArrayList<>();
		for (ProducerRecord<String, byte[]> sent : records(Topics.EVENTS)) {
			told.add(EventCodec.event(new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value())));
		}
		return told;
	}

	void watch(String document, int partition) throws InterruptedException {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				document.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.PROGRESS_PARTITION, partition);
		process(record, Resumption.fresh(1, null, false));
	}

	void processBatch(String lines) throws InterruptedException {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				lines.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_FORM, "ndjson");
		process(record, Resumption.fresh(1, null, false));
	}

	static Cluster cluster() {
		Node node = new Node(0, "localhost", 1);
		Node[] nodes = { node };
		return new Cluster("c", List.of(node), List.of(new PartitionInfo(Topics.PROGRESS, 0, node, nodes, nodes),
				new PartitionInfo(Topics.CHECKPOINTS, 0, node, nodes, nodes)), Set.of(), Set.of());
	}

	void process(@Nullable String document) throws InterruptedException {
		byte[] value = (document != null) ? document.getBytes(StandardCharsets.UTF_8) : null;
		process(new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(), value),
				Resumption.fresh(1, null, false));
	}

	void process(ConsumerRecord<String, byte[]> record, Resumption resumption) throws InterruptedException {
		Guard guard = new Guard(() -> {
		});
		guard.begin();
		this.processor.process(new Dispatcher.Task(record,
				new InFlight().add(new TopicPartition(record.topic(), record.partition()), record.offset()),
				Context.root(), resumption), guard);
	}

	@Nullable ConsumerRecord<String, byte[]> archived(RecordPlace place, String key) {
		assertThat(place.topic()).isEqualTo(Topics.CHECKPOINTS);
		assertThat(place.partition()).as("there is no other").isZero();
		byte[] value = this.archive.get(place);
		return (value != null) ? new ConsumerRecord<>(place.topic(), place.partition(), place.offset(), key, value)
				: null;
	}

	ProducerRecord<String, byte[]> only(String topic) {
		List<ProducerRecord<String, byte[]>> records = records(topic);
		assertThat(records).hasSize(1);
		return records.get(0);
	}

	List<ProducerRecord<String, byte[]>> records(String topic) {
		return this.producer.history().stream().filter((record) -> record.topic().equals(topic)).toList();
	}

	static String text(ProducerRecord<String, byte[]> record) {
		return new String(record.value(), StandardCharsets.UTF_8);
	}

	static @Nullable String header(ProducerRecord<String, byte[]> record, String name) {
		return ExchangeHeaders.get(record.headers(), name);
	}

	/** A registry with one config. */
	private static final class OneConfig implements ConfigRegistry {

		@Override
		public @Nullable WorkflowConfig find(String name) {
			return switch (name) {
				case "known.json" -> FakeBlocks.config(List.of(), true, FakeBlocks.step("s", "a"));
				case "two.json" ->
					FakeBlocks.config(List.of(), true, FakeBlocks.step("s", "a"), FakeBlocks.step("t", "a"));
				case "away.json" -> throw ConfigsUnavailableException.databaseAway(null);
				case "saving-first.json" ->
					FakeBlocks.config(List.of(), true, FakeBlocks.step("s", "save"), FakeBlocks.step("t", "a"));
				case "saving.json" -> FakeBlocks.config(List.of(), true, FakeBlocks.step("s", "save"));
				default -> null;
			};
		}

		@Override
		public @Nullable WorkflowConfig find(String name, int version) {
			return find(name);
		}

		@Override
		public List<String> defaultNames() {
			return List.of("known.json");
		}

		@Override
		public List<String> customNames() {
			return List.of();
		}

	}

}

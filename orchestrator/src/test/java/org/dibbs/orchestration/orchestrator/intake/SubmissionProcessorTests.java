package org.dibbs.orchestration.orchestrator.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.EventCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.batch.BatchSplitter;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.ConfigRegistry;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.orchestrator.reply.EventPublisher;
import org.dibbs.orchestration.orchestrator.reply.ProgressPublisher;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.dibbs.orchestration.orchestrator.reply.ResultPublisher;
import org.dibbs.orchestration.orchestrator.workflow.FakeBlocks;
import org.dibbs.orchestration.orchestrator.workflow.WorkflowMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionProcessorTests {

	private static final String SUBMISSION = """
			{"message_type":"fhir","data_type":"fhir","config_file_name":"%s","message":{"secret":"Marker"}}""";

	private int largestDeadLetter = Integer.MAX_VALUE;

	private final MockProducer<String, byte[]> producer = new MockProducer<>(cluster(), true, null,
			new StringSerializer(), new ByteArraySerializer()) {

		@Override
		public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
			if (record.topic().equals(Topics.DEAD_LETTERS) && record.value() != null
					&& record.value().length > SubmissionProcessorTests.this.largestDeadLetter) {
				throw new RecordTooLargeException("too large");
			}
			return super.send(record, callback);
		}
	};

	private final RecordSender sender = new RecordSender(() -> this.producer, Duration.ofMillis(1));

	private final FakeBlocks blocks = new FakeBlocks().answering("a", "application/json", "{\"done\":true}",
			StepResult.Continue.unchanged());

	private final SubmissionProcessor processor = new SubmissionProcessor(new OneConfig(), this.blocks.runner(),
			new WorkflowMetrics(OpenTelemetry.noop()), new ResultPublisher(this.sender),
			new ProgressPublisher(this.sender), new EventPublisher(this.sender), new DeadLetters(this.sender),
			new BatchSplitter(this.sender, new EventPublisher(this.sender)));

	private final SubmissionId id = SubmissionId.next();

	@Test
	void publishesTheResultOfTheWorkflowUnderTheSubmissionsId() throws InterruptedException {
		process(SUBMISSION.formatted("known.json"));
		ProducerRecord<String, byte[]> result = only(Topics.RESULTS);
		assertThat(result.key()).isEqualTo(this.id.toString());
		assertThat(text(result)).contains("{\"done\":true}");
		assertThat(header(result, ExchangeHeaders.OUTCOME)).isEqualTo("completed");
	}

	@Test
	void answersThatAConfigDoesNotExist() throws InterruptedException {
		process(SUBMISSION.formatted("absent.json"));
		assertThat(text(only(Topics.RESULTS))).isEqualTo("{\"message\":\"A config with the name 'absent.json' could "
				+ "not be found.\",\"processed_values\":{}}");
	}

	@Test
	void answersAndKeepsWhatIsNoSubmission() throws InterruptedException {
		process("no json");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
		ProducerRecord<String, byte[]> letter = only(Topics.DEAD_LETTERS);
		assertThat(text(letter)).isEqualTo("no json");
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("dibbs-submissions/3/14");
	}

	@Test
	void answersAndKeepsARecordWithoutAValue() throws InterruptedException {
		process(null);
		assertThat(text(only(Topics.RESULTS))).contains("field required");
		assertThat(only(Topics.DEAD_LETTERS).value()).isNull();
	}

	@Test
	void splitsABatchAndAnswersNothing() throws InterruptedException {
		processBatch(SUBMISSION.formatted("known.json"));
		assertThat(only(Topics.SUBMISSIONS).key()).isEqualTo(SubmissionId.ofBatch(this.id, 1).toString());
		assertThat(this.producer.history()).extracting(ProducerRecord::topic).doesNotContain(Topics.RESULTS);
	}

	@Test
	void answersAndKeepsWhatIsNoBatch() throws InterruptedException {
		processBatch("no json");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
		assertThat(text(only(Topics.DEAD_LETTERS))).isEqualTo("no json");
		assertThat(this.producer.history()).extracting(ProducerRecord::topic).doesNotContain(Topics.SUBMISSIONS);
	}

	@Test
	void answersAndKeepsWhatMakesTheWorkerFail() throws InterruptedException {
		this.blocks.failure = new IllegalStateException("Marker");
		process(SUBMISSION.formatted("known.json"));
		assertThat(text(only(Topics.RESULTS))).contains("\"message\":\"Orchestration service error: ")
			.contains("IllegalStateException")
			.doesNotContain("Marker");
		assertThat(header(only(Topics.DEAD_LETTERS), ExchangeHeaders.DEAD_LETTER_REASON)).doesNotContain("Marker");
	}

	@Test
	void answersAndKeepsWhatIsTooMuchForTheWorker() throws InterruptedException {
		this.blocks.failure = new OutOfMemoryError("Marker");
		process(SUBMISSION.formatted("known.json"));
		assertThat(text(only(Topics.RESULTS))).contains("OutOfMemoryError").doesNotContain("Marker");
		assertThat(text(only(Topics.DEAD_LETTERS))).isEqualTo(SUBMISSION.formatted("known.json"));
	}

	@Test
	void keepsTheHeadersOfWhatIsTooLargeForTheDeadLetters() throws InterruptedException {
		this.largestDeadLetter = 5;
		process("no json");
		ProducerRecord<String, byte[]> letter = only(Topics.DEAD_LETTERS);
		assertThat(letter.value()).isNull();
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("dibbs-submissions/3/14");
		assertThat(text(only(Topics.RESULTS))).contains("JSON decode error");
	}

	@Test
	void quotesOnlyTheBeginningOfANameThatIsNone() throws InterruptedException {
		process(SUBMISSION.formatted("x".repeat(1000)));
		assertThat(text(only(Topics.RESULTS))).hasSizeLessThan(400).contains("xxx…' could not be found.");
	}

	@Test
	void namesASubmissionWithoutAnIdAfterItsPlace() throws InterruptedException {
		this.processor.process(new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, null, new byte[0]));
		assertThat(only(Topics.RESULTS).key()).isEqualTo(SubmissionId.ofRecord(Topics.SUBMISSIONS, 3, 14).toString());
	}

	@Test
	void tellsWhoWatchesEachStepAndThenTheEnd() throws InterruptedException {
		watch(SUBMISSION.formatted("known.json"), 0);
		List<ProducerRecord<String, byte[]>> told = records(Topics.PROGRESS);
		assertThat(told).extracting(ProducerRecord::partition).containsExactly(0, 0);
		assertThat(told).extracting(SubmissionProcessorTests::text)
			.containsExactly("{\"done\":true}", text(only(Topics.RESULTS)));
		assertThat(header(told.get(0), ExchangeHeaders.STEP_NUMBER)).isEqualTo("1");
		assertThat(header(told.get(1), ExchangeHeaders.OUTCOME)).isEqualTo("completed");
	}

	@Test
	void tellsWhoWatchesTheEndOfWhatCouldNotRun() throws InterruptedException {
		watch(SUBMISSION.formatted("absent.json"), 0);
		assertThat(header(only(Topics.PROGRESS), ExchangeHeaders.OUTCOME)).isEqualTo("unknown-config");
	}

	@Test
	void tellsNobodyWhereThereIsNoSuchPartition() throws InterruptedException {
		watch(SUBMISSION.formatted("known.json"), 1);
		assertThat(records(Topics.PROGRESS)).isEmpty();
		assertThat(records(Topics.RESULTS)).hasSize(1);
	}

	@Test
	void tellsTheLedgerWhatBecomesOfASubmission() throws InterruptedException {
		process(SUBMISSION.formatted("known.json"));
		List<SubmissionEvent> told = events();
		assertThat(told).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Started", "StepFinished", "Finished");
		assertThat(told).allSatisfy((event) -> assertThat(event.id()).isEqualTo(this.id));
		assertThat((SubmissionEvent.Started) told.get(0)).satisfies((started) -> {
			assertThat(started.config()).isEqualTo("c.json");
			assertThat(started.messageType()).isEqualTo(MessageType.FHIR);
			assertThat(started.source()).hasToString("dibbs-submissions/3/14");
		});
		assertThat((SubmissionEvent.StepFinished) told.get(1)).satisfies((step) -> {
			assertThat(step.endpoint()).isEqualTo("a");
			assertThat(step.outcome()).isEqualTo(SubmissionEvent.StepOutcome.SUCCESS);
		});
		assertThat((SubmissionEvent.Finished) told.get(2)).satisfies((finished) -> {
			assertThat(finished.isSuccess()).isTrue();
			assertThat(finished.result().topic()).isEqualTo(Topics.RESULTS);
		});
	}

	@Test
	void tellsTheLedgerOfADeadLetterLast() throws InterruptedException {
		process("no json");
		assertThat(events()).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("Finished", "DeadLettered");
	}

	@Test
	void tellsTheLedgerNothingThatACallerWrote() throws InterruptedException {
		process(SUBMISSION.formatted("Marker.json"));
		process(SUBMISSION.formatted("known.json").replace("fhir", "Marker"));
		assertThat(records(Topics.EVENTS)).isNotEmpty()
			.allSatisfy((record) -> assertThat(text(record)).doesNotContain("Marker"));
	}

	private List<SubmissionEvent> events() {
		List<SubmissionEvent> told = new ArrayList<>();
		for (ProducerRecord<String, byte[]> sent : records(Topics.EVENTS)) {
			told.add(EventCodec.event(new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value())));
		}
		return told;
	}

	private void watch(String document, int partition) throws InterruptedException {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				document.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.PROGRESS_PARTITION, partition);
		this.processor.process(record);
	}

	private void processBatch(String lines) throws InterruptedException {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(),
				lines.getBytes(StandardCharsets.UTF_8));
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_FORM, "ndjson");
		this.processor.process(record);
	}

	private static Cluster cluster() {
		Node node = new Node(0, "localhost", 1);
		Node[] nodes = { node };
		return new Cluster("c", List.of(node), List.of(new PartitionInfo(Topics.PROGRESS, 0, node, nodes, nodes)),
				Set.of(), Set.of());
	}

	private void process(@Nullable String document) throws InterruptedException {
		byte[] value = (document != null) ? document.getBytes(StandardCharsets.UTF_8) : null;
		this.processor.process(new ConsumerRecord<>(Topics.SUBMISSIONS, 3, 14, this.id.toString(), value));
	}

	private ProducerRecord<String, byte[]> only(String topic) {
		List<ProducerRecord<String, byte[]>> records = records(topic);
		assertThat(records).hasSize(1);
		return records.get(0);
	}

	private List<ProducerRecord<String, byte[]>> records(String topic) {
		return this.producer.history().stream().filter((record) -> record.topic().equals(topic)).toList();
	}

	private static String text(ProducerRecord<String, byte[]> record) {
		return new String(record.value(), StandardCharsets.UTF_8);
	}

	private static @Nullable String header(ProducerRecord<String, byte[]> record, String name) {
		return ExchangeHeaders.get(record.headers(), name);
	}

	/** A registry with one config. */
	private static final class OneConfig implements ConfigRegistry {

		@Override
		public @Nullable WorkflowConfig find(String name) {
			return name.equals("known.json") ? FakeBlocks.config(List.of(), true, FakeBlocks.step("s", "a")) : null;
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

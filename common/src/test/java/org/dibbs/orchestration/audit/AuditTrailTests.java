package org.dibbs.orchestration.audit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTrailTests {

	private final MockProducer<String, byte[]> kafka = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer());

	private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();

	private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
		.setLoggerProvider(
				SdkLoggerProvider.builder().addLogRecordProcessor(SimpleLogRecordProcessor.create(this.logs)).build())
		.build();

	@Test
	void whatWasAddedIsOnTheTopicAndInTheLogsWhenItIsClosed() {
		AuditTrail trail = trail(Duration.ofMillis(1));
		trail.start();
		trail.add(record("one", 200));
		trail.add(record("two", 403));
		trail.close();
		assertThat(written()).extracting(AuditRecord::subject).containsExactly("one", "two");
		List<LogRecordData> lines = this.logs.getFinishedLogRecordItems();
		assertThat(lines).extracting((line) -> line.getInstrumentationScopeInfo().getName())
			.containsOnly("dibbs.audit");
		assertThat(lines).extracting((line) -> Objects.requireNonNull(line.getBodyValue()).asString())
			.containsExactly("submit done", "submit refused");
	}

	@Test
	void whileKafkaIsAwayNobodyWaitsAndWhatIsLostIsTold() {
		AuditTrail trail = trail(Duration.ofMillis(1));
		for (int i = 0; i < AuditTrail.CAPACITY + 7; i++) {
			trail.add(record("s", 200));
		}
		trail.start();
		trail.close();
		List<AuditRecord> written = written();
		assertThat(written).hasSize(AuditTrail.CAPACITY + 1);
		assertThat(written).filteredOn((audit) -> audit.action() == AuditAction.LOST)
			.singleElement()
			.returns("7", AuditRecord::target)
			.returns("gateway", AuditRecord::source);
	}

	@Test
	void refusalsDoNotPushOutWhatOthersDid() {
		AuditTrail trail = trail(Duration.ofMillis(1));
		for (int i = 0; i < 50 * AuditTrail.REFUSALS_A_SECOND; i++) {
			trail.add(record("attacker", 401));
		}
		for (int i = 0; i < AuditTrail.CAPACITY / 2; i++) {
			trail.add(record("honest", 200));
		}
		trail.start();
		trail.close();
		assertThat(written()).filteredOn((audit) -> audit.subject().equals("honest")).hasSize(AuditTrail.CAPACITY / 2);
	}

	@Test
	void whatCouldNotBeWrittenIsWrittenLater() throws InterruptedException {
		AtomicInteger attempts = new AtomicInteger();
		CountDownLatch failed = new CountDownLatch(3);
		AuditTrail trail = new AuditTrail("gateway", () -> {
			failed.countDown();
			if (attempts.incrementAndGet() <= 3) {
				throw new KafkaException("away");
			}
			return this.kafka;
		}, this.telemetry, Duration.ofMillis(1));
		trail.start();
		trail.add(record("one", 200));
		failed.await();
		trail.close();
		assertThat(written()).extracting(AuditRecord::subject).containsExactly("one");
		assertThat(this.logs.getFinishedLogRecordItems()).hasSize(1);
	}

	private AuditTrail trail(Duration pause) {
		Producer<String, byte[]> producer = this.kafka;
		return new AuditTrail("gateway", () -> producer, this.telemetry, pause);
	}

	private List<AuditRecord> written() {
		return this.kafka.history()
			.stream()
			.map((record) -> AuditCodec.audit(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value())))
			.filter(Objects::nonNull)
			.toList();
	}

	private static AuditRecord record(String subject, int status) {
		return AuditRecord.of("gateway", "t", subject, AuditAction.SUBMIT, "", status);
	}

}

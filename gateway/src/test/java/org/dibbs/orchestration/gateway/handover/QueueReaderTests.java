package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueueReaderTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final TopicPartition FIRST = new TopicPartition(Topics.SUBMISSIONS, 0);

	private static final TopicPartition SECOND = new TopicPartition(Topics.SUBMISSIONS, 1);

	private final AtomicBoolean away = new AtomicBoolean();

	private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {

		@Override
		public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions,
				Duration timeout) {
			if (QueueReaderTests.this.away.get()) {
				throw new TimeoutException("away");
			}
			return QueueReaderTests.this.committed;
		}

		@Override
		public synchronized void assign(Collection<TopicPartition> partitions) {
			super.assign(partitions);
			if (partitions.contains(SECOND)) {
				addRecord(record(SECOND, 5, NOW.minusSeconds(90)));
			}
		}

	};

	private final QueueReader reader = new QueueReader(() -> this.consumer, InstantSource.fixed(NOW));

	@BeforeEach
	void fill() {
		Node node = new Node(0, "localhost", 1);
		Node[] nodes = { node };
		this.consumer.updatePartitions(Topics.SUBMISSIONS,
				List.of(new PartitionInfo(Topics.SUBMISSIONS, 0, node, nodes, nodes),
						new PartitionInfo(Topics.SUBMISSIONS, 1, node, nodes, nodes)));
		this.consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 5L));
		this.consumer.updateEndOffsets(Map.of(FIRST, 7L, SECOND, 9L));
	}

	@Test
	void whatIsNotCommittedWaits() {
		this.committed = Map.of(FIRST, new OffsetAndMetadata(7));
		assertThat(this.reader.read()).isEqualTo(new QueueState(4, Duration.ofSeconds(90)));
	}

	@Test
	void whatWasDeletedDoesNotWait() {
		this.committed = Map.of(FIRST, new OffsetAndMetadata(7), SECOND, new OffsetAndMetadata(2));
		assertThat(this.reader.read().depth()).isEqualTo(4);
	}

	@Test
	void anEmptyQueueHasNoAge() {
		this.committed = Map.of(FIRST, new OffsetAndMetadata(7), SECOND, new OffsetAndMetadata(9));
		assertThat(this.reader.read()).isEqualTo(new QueueState(0, Duration.ZERO));
	}

	@Test
	void nothingIsReportedWhileTheBrokerIsAway() {
		RecordedMetrics metrics = new RecordedMetrics();
		new QueueGauge(metrics.openTelemetry(), this.reader::read).start();
		this.away.set(true);
		assertThat(metrics.of(Instrument.QUEUE_DEPTH)).isEmpty();
		assertThat(metrics.of(Instrument.QUEUE_OLDEST_AGE)).isEmpty();
		assertThat(this.consumer.closed()).isTrue();
	}

	@Test
	void theStateOfTheQueueIsReported() {
		RecordedMetrics metrics = new RecordedMetrics();
		new QueueGauge(metrics.openTelemetry(), () -> new QueueState(3, Duration.ofMillis(2500))).start();
		assertThat(metrics.of(Instrument.QUEUE_DEPTH)).isEqualTo(Map.of("", 3.0));
		assertThat(metrics.of(Instrument.QUEUE_OLDEST_AGE)).isEqualTo(Map.of("", 2.5));
	}

	private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, Instant time) {
		return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, time.toEpochMilli(),
				TimestampType.LOG_APPEND_TIME, 0, 0, "key", new byte[0], new RecordHeaders(), Optional.empty());
	}

}

package org.dibbs.orchestration.orchestrator.archive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KafkaRecordArchiveTests {

	private static final RecordPlace PLACE = new RecordPlace("t", 1, 5);

	private final List<MockConsumer<String, byte[]>> made = new ArrayList<>();

	private MockConsumer<String, byte[]> kafka = new MockConsumer<>("none");

	private final KafkaRecordArchive archive = new KafkaRecordArchive(() -> {
		this.made.add(this.kafka);
		return this.kafka;
	}, 1, Duration.ofMillis(300));

	@Test
	void readsTheRecordThatLiesThere() throws Exception {
		ConsumerRecord<String, byte[]> record = store(5, "key");
		assertThat(this.archive.read(PLACE, "key")).isSameAs(record);
	}

	@Test
	void aConsumerIsUsedAgain() throws Exception {
		store(5, "key");
		this.archive.read(PLACE, "key");
		store(5, "key");
		assertThat(this.archive.read(PLACE, "key")).isNotNull();
		assertThat(this.made).hasSize(1);
		this.archive.close();
		assertThat(this.kafka.closed()).isTrue();
	}

	@Test
	void anotherKeyOrALaterRecordIsNotTheOneThatWasThere() throws Exception {
		store(5, "other");
		assertThat(this.archive.read(PLACE, "key")).isNull();
		store(6, "key");
		assertThat(this.archive.read(PLACE, "key")).isNull();
	}

	@Test
	void whatRetentionHasDeletedIsNotThere() throws Exception {
		this.kafka.schedulePollTask(() -> {
			throw new OffsetOutOfRangeException(Map.of(new TopicPartition("t", 1), 5L));
		});
		assertThat(this.archive.read(PLACE, "key")).isNull();
		assertThat(this.kafka.closed()).isTrue();
	}

	@Test
	void aKafkaThatFailsOrIsSilentSaysNothingOfTheRecord() throws Exception {
		this.kafka.schedulePollTask(() -> this.kafka.setPollException(new KafkaException("broken")));
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> this.archive.read(PLACE, "key"))
			.matches((ex) -> !ex.isBusy());
		assertThat(this.kafka.closed()).isTrue();
		this.kafka = new MockConsumer<>("none");
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> this.archive.read(PLACE, "key"))
			.withMessage("Kafka does not answer");
	}

	@Test
	void whoeverIsOneTooManyIsToldSo() throws Exception {
		KafkaRecordArchive full = new KafkaRecordArchive(() -> this.kafka, 0, Duration.ofMillis(1));
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> full.read(PLACE, "key"))
			.matches(ArchiveException::isBusy);
	}

	private ConsumerRecord<String, byte[]> store(long offset, String key) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("t", 1, offset, key, new byte[] { '1' });
		this.kafka.schedulePollTask(() -> this.kafka.addRecord(record));
		return record;
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.util.List;
import java.util.Optional;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldArrivalsTests {

	private final HeldArrivals held = new HeldArrivals(3, 100);

	@Test
	void oneLooksThroughThemAsLongAsThereAreAny() {
		Arrival first = arrival(1, 10);
		Arrival second = arrival(2, 10);
		assertThat(this.held.add(List.of())).isFalse();
		assertThat(this.held.add(List.of(first))).isTrue();
		assertThat(this.held.add(List.of(second))).isFalse();
		assertThat(this.held.remove(List.of(first))).isTrue();
		assertThat(this.held.all()).containsExactly(second);
		assertThat(this.held.remove(List.of(second))).isFalse();
		assertThat(this.held.add(List.of(first))).isTrue();
	}

	@Test
	void isFullByCountAndByBytes() {
		this.held.add(List.of(arrival(1, 10), arrival(2, 10)));
		assertThat(this.held.isFull()).isFalse();
		Arrival large = arrival(3, 80);
		this.held.add(List.of(large));
		assertThat(this.held.isFull()).isTrue();
		this.held.remove(List.of(large));
		assertThat(this.held.isFull()).isFalse();
		this.held.add(List.of(arrival(4, 80)));
		assertThat(this.held.isFull()).isTrue();
	}

	private static Arrival arrival(long offset, int bytes) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("t", 0, offset, 0, TimestampType.CREATE_TIME, 0,
				bytes, "k", new byte[0], new RecordHeaders(), Optional.empty());
		return Arrival.of(record, new InFlight().add(new TopicPartition("t", 0), offset), Context.root());
	}

}

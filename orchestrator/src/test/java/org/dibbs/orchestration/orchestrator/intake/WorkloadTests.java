package org.dibbs.orchestration.orchestrator.intake;

import java.util.Optional;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadTests {

	private final Workload workload = new Workload();

	@Test
	void countsWhatHasBegunAndNotEnded() {
		Dispatcher.Task first = task(new byte[3]);
		Dispatcher.Task second = task(new byte[4]);
		this.workload.begin(first);
		this.workload.begin(second);
		assertThat(this.workload.load().count()).isEqualTo(2);
		assertThat(this.workload.load().bytes()).isEqualTo(7);
		assertThat(this.workload.load().oldestNanos()).isPositive();
		this.workload.end(first);
		assertThat(this.workload.load().bytes()).isEqualTo(4);
		this.workload.end(second);
		assertThat(this.workload.load()).isEqualTo(new IntakeMetrics.Load(0, 0, 0));
	}

	private static Dispatcher.Task task(byte[] value) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.SUBMISSIONS, 0, 0, 0L,
				TimestampType.CREATE_TIME, 0, value.length, "key", value, new RecordHeaders(), Optional.empty());
		return new Dispatcher.Task(record, new InFlight().add(new TopicPartition(Topics.SUBMISSIONS, 0), 0),
				Context.root(), Resumption.fresh(1, null, false));
	}

}

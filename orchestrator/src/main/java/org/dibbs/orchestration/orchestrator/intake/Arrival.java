package org.dibbs.orchestration.orchestrator.intake;

import io.opentelemetry.context.Context;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dibbs.orchestration.exchange.AttemptOrder;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * A record that was polled, of which it is not decided yet what is to be done with it.
 *
 * @param id the submission
 * @param order what its headers ask for
 * @param record the record
 * @param entry its place in the tracker
 * @param context the trace it belongs to
 */
record Arrival(SubmissionId id, AttemptOrder order, ConsumerRecord<String, byte[]> record, InFlight.Entry entry,
		Context context) {

	static Arrival of(ConsumerRecord<String, byte[]> record, InFlight.Entry entry, Context context) {
		return new Arrival(ExchangeCodec.submissionId(record), AttemptOrder.of(record.headers()), record, entry,
				context);
	}

	TopicPartition partition() {
		return new TopicPartition(this.record.topic(), this.record.partition());
	}

	RecordPlace place() {
		return new RecordPlace(this.record.topic(), this.record.partition(), this.record.offset());
	}

	int attempt() {
		return this.order.attempt();
	}

	long bytes() {
		return Math.max(0, this.record.serializedValueSize());
	}

	/**
	 * Whether a front door wrote the record, for a first attempt: then there is no other
	 * record like it, as a rule.
	 */
	boolean isOfFrontDoor() {
		return attempt() == 1 && ExchangeHeaders.get(this.record.headers(), ExchangeHeaders.ACCEPTED_AT) != null;
	}

	Dispatcher.Task task(Resumption resumption) {
		return new Dispatcher.Task(this.record, this.entry, this.context, resumption);
	}

}

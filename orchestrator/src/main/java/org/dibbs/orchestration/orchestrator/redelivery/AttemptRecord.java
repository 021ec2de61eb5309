package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.dibbs.orchestration.exchange.Checkpoint;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.ledger.DueSubmission;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a further attempt: the first one's document and headers, and what
 * the attempt is to be.
 */
final class AttemptRecord {

	// The trace is another one; nobody watches a run that began long ago.
	private static final Set<String> LEFT_OUT = Set.of(ExchangeHeaders.TRACEPARENT, "tracestate", "baggage",
			ExchangeHeaders.PROGRESS_PARTITION, ExchangeHeaders.DEAD_LETTER_REASON, ExchangeHeaders.DEAD_LETTER_SOURCE);

	private AttemptRecord() {
	}

	/**
	 * Makes the record.
	 * @param original the submission's first record, or its dead letter
	 * @param due the attempt
	 * @return the record
	 */
	static ProducerRecord<String, byte[]> of(ConsumerRecord<String, byte[]> original, DueSubmission due) {
		String id = due.id().toString();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id, original.value());
		Headers headers = record.headers();
		for (Header header : original.headers()) {
			if (!LEFT_OUT.contains(header.key())) {
				headers.add(header);
			}
		}
		if (ExchangeHeaders.get(headers, ExchangeHeaders.ORIGIN_TRACEPARENT) == null) {
			set(headers, ExchangeHeaders.ORIGIN_TRACEPARENT,
					ExchangeHeaders.get(original.headers(), ExchangeHeaders.TRACEPARENT));
		}
		// Kafka clients may have left these to be told by the first record itself.
		ExchangeHeaders.set(headers, ExchangeHeaders.SUBMISSION_ID, id);
		if (ExchangeHeaders.number(headers, ExchangeHeaders.ACCEPTED_AT) == null) {
			ExchangeHeaders.set(headers, ExchangeHeaders.ACCEPTED_AT, Math.max(0, original.timestamp()));
		}
		ExchangeHeaders.set(headers, ExchangeHeaders.ATTEMPT, due.attempt());
		Checkpoint checkpoint = due.checkpoint();
		set(headers, ExchangeHeaders.CHECKPOINT, (checkpoint != null) ? checkpoint.place() : null);
		set(headers, ExchangeHeaders.NEXT_STEP, (checkpoint != null) ? checkpoint.nextStep() : null);
		set(headers, ExchangeHeaders.CONFIG, due.config());
		set(headers, ExchangeHeaders.CONFIG_VERSION, due.configVersion());
		return record;
	}

	private static void set(Headers headers, String name, @Nullable Object value) {
		headers.remove(name);
		if (value != null) {
			ExchangeHeaders.set(headers, name, value);
		}
	}

}

package org.dibbs.orchestration.exchange;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

/**
 * Turns the progress of a submission into Kafka records and back.
 */
public final class ProgressCodec {

	private ProgressCodec() {
	}

	/**
	 * The record of some progress.
	 * @param id the submission's id
	 * @param partition where it is watched
	 * @param progress how far it has come
	 * @return a record for {@link Topics#PROGRESS}
	 */
	public static ProducerRecord<String, byte[]> record(SubmissionId id, int partition, SubmissionProgress progress) {
		return switch (progress) {
			case SubmissionProgress.Step step -> record(id, partition, step);
			case SubmissionProgress.End end -> ExchangeCodec.record(Topics.PROGRESS, id, partition, end.reply());
		};
	}

	private static ProducerRecord<String, byte[]> record(SubmissionId id, int partition, SubmissionProgress.Step step) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.PROGRESS, partition, id.toString(),
				step.response().bytes());
		Headers headers = record.headers();
		ExchangeHeaders.set(headers, ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(headers, ExchangeHeaders.STEP_NUMBER, step.number());
		ExchangeHeaders.set(headers, ExchangeHeaders.STEP_ENDPOINT, step.endpoint());
		ExchangeHeaders.set(headers, ExchangeHeaders.STEP_OUTCOME,
				step.success() ? ExchangeHeaders.SUCCESS : ExchangeHeaders.ERROR);
		ExchangeHeaders.set(headers, ExchangeHeaders.STATUS, step.status());
		ExchangeHeaders.set(headers, ExchangeHeaders.CONTENT_TYPE, WorkflowReply.JSON);
		return record;
	}

	/**
	 * The progress a record tells.
	 * @param record a record of {@link Topics#PROGRESS}
	 * @return the progress, or null where the record tells none
	 */
	public static @Nullable SubmissionProgress progress(ConsumerRecord<String, byte[]> record) {
		Long number = ExchangeHeaders.number(record.headers(), ExchangeHeaders.STEP_NUMBER);
		if (number != null) {
			return step(record, number);
		}
		WorkflowReply reply = ExchangeCodec.reply(record);
		return (reply != null) ? new SubmissionProgress.End(reply) : null;
	}

	private static SubmissionProgress.@Nullable Step step(ConsumerRecord<String, byte[]> record, long number) {
		Headers headers = record.headers();
		String endpoint = ExchangeHeaders.get(headers, ExchangeHeaders.STEP_ENDPOINT);
		Long status = ExchangeHeaders.number(headers, ExchangeHeaders.STATUS);
		if (endpoint == null || status == null || record.value() == null) {
			return null;
		}
		boolean success = ExchangeHeaders.SUCCESS.equals(ExchangeHeaders.get(headers, ExchangeHeaders.STEP_OUTCOME));
		return new SubmissionProgress.Step((int) number, endpoint, success, status.intValue(),
				JsonFragment.of(record.value()));
	}

}

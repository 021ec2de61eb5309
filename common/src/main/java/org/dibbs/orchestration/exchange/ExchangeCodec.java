package org.dibbs.orchestration.exchange;

import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Turns submissions and replies into Kafka records and back.
 */
public final class ExchangeCodec {

	private static final byte[] NOTHING = {};

	private ExchangeCodec() {
	}

	/**
	 * The record of a submission.
	 * @param submission the submission
	 * @return a record for {@link Topics#SUBMISSIONS}
	 */
	public static ProducerRecord<String, byte[]> record(Submission submission) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, submission.id().toString(),
				submission.request().document().bytes());
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.SUBMISSION_ID, submission.id());
		ExchangeHeaders.set(record.headers(), SecurityHeaders.TENANT, submission.tenant());
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.ACCEPTED_AT, submission.acceptedAt().toEpochMilli());
		if (submission.request().origin() != SubmissionOrigin.PROCESS_MESSAGE) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.ORIGIN, submission.request().origin().wire());
		}
		Integer partition = submission.resultPartition();
		if (partition != null) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.RESULT_PARTITION, partition);
		}
		Instant replyUntil = submission.replyUntil();
		if (replyUntil != null) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.REPLY_UNTIL, replyUntil.toEpochMilli());
		}
		Integer progress = submission.progressPartition();
		if (progress != null) {
			ExchangeHeaders.set(record.headers(), ExchangeHeaders.PROGRESS_PARTITION, progress);
		}
		return record;
	}

	/**
	 * The id of a record on {@link Topics#SUBMISSIONS}.
	 * @param record the record, from whatever client
	 * @return the id its header or key names; where neither is one, an id made from the
	 * record's place
	 */
	public static SubmissionId submissionId(ConsumerRecord<String, byte[]> record) {
		SubmissionId id = SubmissionId.parse(ExchangeHeaders.get(record.headers(), ExchangeHeaders.SUBMISSION_ID));
		if (id == null) {
			id = SubmissionId.parse(record.key());
		}
		return (id != null) ? id : SubmissionId.ofRecord(record.topic(), record.partition(), record.offset());
	}

	/**
	 * What a record asks for.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @return the request, checked as its origin demands, or all that is wrong with it; a
	 * whole batch is none
	 */
	public static Decoding decode(ConsumerRecord<String, byte[]> record) {
		if (BatchCodec.isBatch(record)) {
			return new Decoding.Invalid(SubmissionDecoder.notJson());
		}
		byte[] value = (record.value() != null) ? record.value() : NOTHING;
		return SubmissionDecoder.decode(value,
				SubmissionOrigin.of(ExchangeHeaders.get(record.headers(), ExchangeHeaders.ORIGIN)));
	}

	/**
	 * The submission a record holds.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @param request its value, decoded
	 * @return the submission
	 */
	public static Submission submission(ConsumerRecord<String, byte[]> record, SubmissionRequest request) {
		return new Submission(submissionId(record), tenant(record), request, acceptedAt(record),
				resultPartition(record), progressPartition(record), replyUntil(record));
	}

	/**
	 * Whose submission, or batch, a record is.
	 * @param record a record of {@link Topics#SUBMISSIONS}, from whatever client
	 * @return the tenant that its header names; the one of all who name none, or what
	 * cannot be one
	 */
	public static String tenant(ConsumerRecord<String, byte[]> record) {
		String tenant = ExchangeHeaders.get(record.headers(), SecurityHeaders.TENANT);
		return (tenant != null && Caller.isTenant(tenant)) ? tenant : Caller.DEFAULT_TENANT;
	}

	private static @Nullable Instant replyUntil(ConsumerRecord<String, byte[]> record) {
		Long replyUntil = ExchangeHeaders.number(record.headers(), ExchangeHeaders.REPLY_UNTIL);
		return (replyUntil != null) ? Instant.ofEpochMilli(replyUntil) : null;
	}

	/**
	 * The batch a submission is a part of.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @return the id of the batch, or null where it came alone
	 */
	public static @Nullable SubmissionId batch(ConsumerRecord<String, byte[]> record) {
		return SubmissionId.parse(ExchangeHeaders.get(record.headers(), ExchangeHeaders.BATCH_ID));
	}

	/**
	 * When a submission was accepted.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @return the time that its sender tells, or else that of the record
	 */
	public static Instant acceptedAt(ConsumerRecord<String, byte[]> record) {
		Long acceptedAt = ExchangeHeaders.number(record.headers(), ExchangeHeaders.ACCEPTED_AT);
		return Instant.ofEpochMilli((acceptedAt != null) ? acceptedAt : Math.max(0, record.timestamp()));
	}

	/**
	 * Where the sender of a submission waits.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @return a partition of {@link Topics#RESULTS}, or null where nobody waits
	 */
	public static @Nullable Integer resultPartition(ConsumerRecord<String, byte[]> record) {
		return partition(record, ExchangeHeaders.RESULT_PARTITION);
	}

	/**
	 * Where the sender of a submission watches it run.
	 * @param record a record of {@link Topics#SUBMISSIONS}
	 * @return a partition of {@link Topics#PROGRESS}, or null where nobody watches
	 */
	public static @Nullable Integer progressPartition(ConsumerRecord<String, byte[]> record) {
		return partition(record, ExchangeHeaders.PROGRESS_PARTITION);
	}

	private static @Nullable Integer partition(ConsumerRecord<String, byte[]> record, String header) {
		Long partition = ExchangeHeaders.number(record.headers(), header);
		return (partition != null && partition <= Integer.MAX_VALUE) ? Integer.valueOf(partition.intValue()) : null;
	}

	/**
	 * The record of a reply.
	 * @param id the submission's id
	 * @param partition where its sender waits, or null
	 * @param reply how it ended
	 * @return a record for {@link Topics#RESULTS}
	 */
	public static ProducerRecord<String, byte[]> record(SubmissionId id, @Nullable Integer partition,
			WorkflowReply reply) {
		return record(Topics.RESULTS, id, partition, reply);
	}

	static ProducerRecord<String, byte[]> record(String topic, SubmissionId id, @Nullable Integer partition,
			WorkflowReply reply) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, id.toString(), reply.body());
		Headers headers = record.headers();
		ExchangeHeaders.set(headers, ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(headers, ExchangeHeaders.STATUS, reply.status());
		ExchangeHeaders.set(headers, ExchangeHeaders.OUTCOME, reply.outcome());
		ExchangeHeaders.set(headers, ExchangeHeaders.CONTENT_TYPE,
				(reply instanceof WorkflowReply.Completed completed) ? completed.contentType() : WorkflowReply.JSON);
		return record;
	}

	/**
	 * The reply a record holds.
	 * @param record a record of {@link Topics#RESULTS}, or the last one of
	 * {@link Topics#PROGRESS}
	 * @return the reply, or null where the record is none
	 */
	public static @Nullable WorkflowReply reply(ConsumerRecord<String, byte[]> record) {
		String outcome = ExchangeHeaders.get(record.headers(), ExchangeHeaders.OUTCOME);
		if (outcome == null || record.value() == null) {
			return null;
		}
		if (outcome.equals(ExchangeHeaders.COMPLETED)) {
			String contentType = ExchangeHeaders.get(record.headers(), ExchangeHeaders.CONTENT_TYPE);
			return new WorkflowReply.Completed((contentType != null) ? contentType : WorkflowReply.JSON,
					record.value());
		}
		ProblemKind kind = ProblemKind.of(outcome);
		Long status = ExchangeHeaders.number(record.headers(), ExchangeHeaders.STATUS);
		return (kind != null && status != null) ? new WorkflowReply.Failed(kind, status.intValue(), record.value())
				: null;
	}

}

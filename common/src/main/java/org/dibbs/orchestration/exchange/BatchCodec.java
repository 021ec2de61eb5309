package org.dibbs.orchestration.exchange;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.SecurityHeaders;

/**
 * Turns batches into Kafka records and back, and their messages into the records of
 * submissions.
 */
public final class BatchCodec {

	/**
	 * The only form in which a batch is on the queue: the front door brings every other
	 * one into it.
	 */
	private static final String NDJSON = "ndjson";

	/** What a record needs besides its value, and more. */
	private static final int ENVELOPE_BYTES = 64 * 1024;

	/**
	 * The most that the documents of a batch may have together, in bytes: not only the
	 * batch has to fit a record, but a single message in it, too, whose record says more.
	 */
	public static final int LARGEST = Topics.MAX_RECORD_BYTES - ENVELOPE_BYTES;

	private static final byte[] NOTHING = {};

	private BatchCodec() {
	}

	/**
	 * The record of a batch.
	 * @param batch the batch
	 * @return a record for {@link Topics#SUBMISSIONS}
	 */
	public static ProducerRecord<String, byte[]> record(SubmissionBatch batch) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, batch.id().toString(),
				batch.documents().lines());
		describe(record.headers(), batch.id(), batch);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_FORM, NDJSON);
		return record;
	}

	/**
	 * Whether a record is a whole batch.
	 * @param record a record of {@link Topics#SUBMISSIONS}, from whatever client
	 * @return true where it says so, whatever is in it
	 */
	public static boolean isBatch(ConsumerRecord<String, byte[]> record) {
		return record.headers().lastHeader(ExchangeHeaders.BATCH_FORM) != null;
	}

	/**
	 * The batch a record holds.
	 * @param record a record that {@link #isBatch}
	 * @return the batch, each message of which validates
	 * @throws ProblemException that tells all that is wrong with it
	 */
	public static SubmissionBatch batch(ConsumerRecord<String, byte[]> record) {
		byte[] value = (record.value() != null) ? record.value() : NOTHING;
		BatchErrors errors = new BatchErrors();
		if (!NDJSON.equals(ExchangeHeaders.get(record.headers(), ExchangeHeaders.BATCH_FORM))) {
			errors.add("the header '" + ExchangeHeaders.BATCH_FORM + "' permits '" + NDJSON + "' only");
		}
		if (value.length > LARGEST) {
			errors.add("the batch has more than " + LARGEST + " bytes");
		}
		errors.check();
		return new SubmissionBatch(ExchangeCodec.submissionId(record), ExchangeCodec.tenant(record),
				BatchDocuments.read(value, Integer.MAX_VALUE, "none"), ExchangeCodec.acceptedAt(record));
	}

	/**
	 * The record of one message of a batch, which is the same whenever it is made.
	 * @param batch the batch
	 * @param number the number of the message in it, from 1
	 * @param document the message
	 * @return a record for {@link Topics#SUBMISSIONS}
	 */
	public static ProducerRecord<String, byte[]> record(SubmissionBatch batch, int number, JsonFragment document) {
		SubmissionId id = SubmissionId.ofBatch(batch.id(), number);
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id.toString(),
				document.bytes());
		describe(record.headers(), id, batch);
		ExchangeHeaders.set(record.headers(), ExchangeHeaders.BATCH_ID, batch.id());
		return record;
	}

	private static void describe(Headers headers, SubmissionId id, SubmissionBatch batch) {
		ExchangeHeaders.set(headers, ExchangeHeaders.SUBMISSION_ID, id);
		ExchangeHeaders.set(headers, SecurityHeaders.TENANT, batch.tenant());
		ExchangeHeaders.set(headers, ExchangeHeaders.ACCEPTED_AT, batch.acceptedAt().toEpochMilli());
		ExchangeHeaders.set(headers, ExchangeHeaders.ORIGIN, SubmissionOrigin.BATCH.wire());
	}

}

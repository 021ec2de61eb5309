package org.dibbs.orchestration.exchange;

import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The name a submission has everywhere: in Kafka, in logs, in answers. New ones are UUIDs
 * of version 7 (RFC 9562, section 5.7), so that they sort by time.
 *
 * @param value the UUID
 */
public record SubmissionId(UUID value) {

	private static final TimeBasedEpochGenerator TIME_ORDERED = Generators.timeBasedEpochGenerator();

	private static final NameBasedGenerator NAMED = Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);

	/**
	 * A new id, unlike any other.
	 * @return the id
	 */
	public static SubmissionId next() {
		return new SubmissionId(TIME_ORDERED.generate());
	}

	/**
	 * The id of a record that came without one: the same each time the record is read.
	 * @param topic the record's topic
	 * @param partition its partition
	 * @param offset its offset
	 * @return the id, a UUID of version 5
	 */
	public static SubmissionId ofRecord(String topic, int partition, long offset) {
		return new SubmissionId(NAMED.generate("kafka:" + topic + "/" + partition + "/" + offset));
	}

	/**
	 * The id of a message that came in a batch: the same each time the batch is split.
	 * @param batch the batch
	 * @param number the number of the message in it, from 1
	 * @return the id, a UUID of version 5
	 */
	public static SubmissionId ofBatch(SubmissionId batch, int number) {
		return new SubmissionId(NAMED.generate("batch:" + batch + "/" + number));
	}

	/**
	 * Reads an id.
	 * @param text a UUID in its canonical form, or anything else
	 * @return the id, or null where the text is no UUID
	 */
	public static @Nullable SubmissionId parse(@Nullable String text) {
		if (text == null || text.length() != 36) {
			return null;
		}
		try {
			return new SubmissionId(UUID.fromString(text));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}

package org.dibbs.orchestration.exchange;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a record lies in Kafka.
 *
 * @param topic its topic
 * @param partition its partition, from 0
 * @param offset its offset, from 0
 */
public record RecordPlace(String topic, int partition, long offset) {

	// Compiled once, as it is asked for with every event.
	private static final Pattern FORM = Pattern.compile("[^/]{1,249}/\\d{1,9}/\\d{1,18}");

	/**
	 * Reads a place.
	 * @param text topic, partition and offset with slashes between, or anything else
	 * @return the place, or null where the text is none
	 */
	public static @Nullable RecordPlace parse(@Nullable String text) {
		if (text == null || !FORM.matcher(text).matches()) {
			return null;
		}
		String[] parts = text.split("/", 3);
		return new RecordPlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
	}

	/**
	 * The place as headers and answers have it.
	 * @return topic, partition and offset with slashes between
	 */
	@Override
	public String toString() {
		return this.topic + "/" + this.partition + "/" + this.offset;
	}

}

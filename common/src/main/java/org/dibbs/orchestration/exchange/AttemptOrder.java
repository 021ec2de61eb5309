package org.dibbs.orchestration.exchange;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record on {@link Topics#SUBMISSIONS} say of the attempt it is
 * for.
 *
 * @param attempt the number of the attempt, from 1
 * @param checkpoint what the attempt goes on from; null where it begins with the first
 * step
 * @param config the workflow config; null for the one that the document names
 * @param configVersion the version of the config; null for the current one
 */
public record AttemptOrder(int attempt, @Nullable Checkpoint checkpoint, @Nullable String config,
		@Nullable Integer configVersion) {

	/**
	 * Reads the headers. What cannot be read counts as absent.
	 * @param headers the headers of a record
	 * @return what they say
	 */
	public static AttemptOrder of(Headers headers) {
		Integer attempt = number(headers, ExchangeHeaders.ATTEMPT);
		RecordPlace place = RecordPlace.parse(ExchangeHeaders.get(headers, ExchangeHeaders.CHECKPOINT));
		Integer nextStep = number(headers, ExchangeHeaders.NEXT_STEP);
		Checkpoint checkpoint = (place != null && nextStep != null && nextStep > 0) ? new Checkpoint(place, nextStep)
				: null;
		return new AttemptOrder((attempt != null) ? Math.max(1, attempt) : 1, checkpoint,
				ExchangeHeaders.get(headers, ExchangeHeaders.CONFIG), number(headers, ExchangeHeaders.CONFIG_VERSION));
	}

	private static @Nullable Integer number(Headers headers, String name) {
		Long number = ExchangeHeaders.number(headers, name);
		return (number != null && number <= Integer.MAX_VALUE) ? Integer.valueOf(number.intValue()) : null;
	}

}

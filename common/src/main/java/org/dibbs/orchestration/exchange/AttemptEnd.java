package org.dibbs.orchestration.exchange;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record on {@link Topics#RESULTS} say of the attempt that ended,
 * besides the reply. With them the events of its end can be told by whoever finds the
 * record.
 *
 * @param attempt the number of the attempt, from 1
 * @param deadReason why the submission was given up (the slug of a {@link DeadReason});
 * null where it was not
 * @param letter where its dead letter lies, or null
 */
public record AttemptEnd(int attempt, @Nullable String deadReason, @Nullable RecordPlace letter) {

	/**
	 * The end of an attempt that came to its end.
	 * @param attempt the number of the attempt
	 * @return the end
	 */
	public static AttemptEnd of(int attempt) {
		return new AttemptEnd(attempt, null, null);
	}

	/**
	 * Reads the headers.
	 * @param headers the headers of a result
	 * @return what they say
	 */
	public static AttemptEnd of(Headers headers) {
		return new AttemptEnd(AttemptOrder.of(headers).attempt(),
				ExchangeHeaders.get(headers, ExchangeHeaders.DEAD_LETTER_REASON),
				RecordPlace.parse(ExchangeHeaders.get(headers, ExchangeHeaders.DEAD_LETTER)));
	}

	/**
	 * Writes the headers.
	 * @param result the record of the result
	 * @return the same record
	 */
	public ProducerRecord<String, byte[]> on(ProducerRecord<String, byte[]> result) {
		if (this.attempt > 1) {
			ExchangeHeaders.set(result.headers(), ExchangeHeaders.ATTEMPT, this.attempt);
		}
		if (this.deadReason != null) {
			ExchangeHeaders.set(result.headers(), ExchangeHeaders.DEAD_LETTER_REASON, this.deadReason);
		}
		if (this.letter != null) {
			ExchangeHeaders.set(result.headers(), ExchangeHeaders.DEAD_LETTER, this.letter);
		}
		return result;
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.ExchangeCodec;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps submissions on which work was given up, unchanged and with the reason, so that
 * they are not lost and do not stop what is behind them.
 */
final class DeadLetters {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	private final RecordSender sender;

	DeadLetters(RecordSender sender) {
		this.sender = sender;
	}

	/**
	 * Keeps a record and waits until the broker has it. Of one that is too large to be
	 * written once more, the headers are kept; the rest stays where it came from.
	 * @param record the record
	 * @param reason why
	 * @return where it is kept
	 * @throws InterruptedException if the worker shuts down before the broker had it
	 */
	RecordPlace keep(ConsumerRecord<String, byte[]> record, DeadReason reason) throws InterruptedException {
		String source = new RecordPlace(record.topic(), record.partition(), record.offset()).toString();
		ProducerRecord<String, byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, record.key(), record.value());
		record.headers().forEach(letter.headers()::add);
		// A record without an id has one by its place, and this is another.
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.SUBMISSION_ID, ExchangeCodec.submissionId(record));
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.DEAD_LETTER_REASON, reason.slug());
		ExchangeHeaders.set(letter.headers(), ExchangeHeaders.DEAD_LETTER_SOURCE, source);
		RecordPlace place = write(letter, source);
		logger.warn("Record {} is kept in {}: {}", source, Topics.DEAD_LETTERS, reason.slug());
		return place;
	}

	private RecordPlace write(ProducerRecord<String, byte[]> letter, String source) throws InterruptedException {
		try {
			return this.sender.send(letter);
		}
		catch (RecordTooLargeException ex) {
			// What is said of it here can take it over the limit.
			logger.warn("Record {} is too large for {}, which has only its headers", source, Topics.DEAD_LETTERS);
			return this.sender
				.send(new ProducerRecord<>(Topics.DEAD_LETTERS, null, letter.key(), null, letter.headers()));
		}
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.orchestrator.reply.RecordSender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTests {

	private static final ConsumerRecord<String, byte[]> RECORD = new ConsumerRecord<>("t", 1, 2, "k", new byte[3]);

	private final MockProducer<String, byte[]> producer = new MockProducer<>(false, null, new StringSerializer(),
			new ByteArraySerializer());

	private final DeadLetters letters = new DeadLetters(new RecordSender(() -> this.producer, Duration.ofMillis(1)));

	@Test
	void keepsTheRecordAsItWasWithReasonAndSource() throws InterruptedException {
		Thread broker = broker(() -> this.producer.completeNext());
		this.letters.keep(RECORD, DeadReason.WORKER_DEFECT);
		broker.join();
		ProducerRecord<String, byte[]> letter = this.producer.history().get(0);
		assertThat(letter.value()).isEqualTo(RECORD.value());
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_REASON)).isEqualTo("worker-defect");
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("t/1/2");
	}

	@Test
	void pointsAtARecordThatIsTooLargeToBeKept() throws InterruptedException {
		Thread broker = broker(() -> this.producer.errorNext(new RecordTooLargeException("too large")),
				() -> this.producer.completeNext());
		this.letters.keep(RECORD, DeadReason.WORKER_DEFECT);
		broker.join();
		ProducerRecord<String, byte[]> letter = this.producer.history().get(1);
		assertThat(letter.value()).isNull();
		assertThat(header(letter, ExchangeHeaders.DEAD_LETTER_SOURCE)).isEqualTo("t/1/2");
	}

	private static Thread broker(BooleanSupplier... steps) {
		return Thread.ofVirtual().start(() -> {
			for (BooleanSupplier step : steps) {
				while (!step.getAsBoolean()) {
					Thread.onSpinWait();
				}
			}
		});
	}

	private static String header(ProducerRecord<String, byte[]> letter, String name) {
		return ExchangeHeaders.get(letter.headers(), name);
	}

}

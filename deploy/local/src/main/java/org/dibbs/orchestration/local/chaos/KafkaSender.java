package org.dibbs.orchestration.local.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Submits as a Kafka client does that follows docs/asyncapi.yaml. For use by many
 * threads.
 */
final class KafkaSender implements AutoCloseable {

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

	private final Samples samples;

	private final Promises promises;

	private final KafkaProducer<String, byte[]> producer;

	/**
	 * Creates a sender.
	 * @param bootstrapServers where the broker is
	 * @param samples the messages
	 * @param promises where is noted what was promised
	 */
	KafkaSender(String bootstrapServers, Samples samples, Promises promises) {
		this.samples = samples;
		this.promises = promises;
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all",
						ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000,
						ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
						40_000, ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
				new StringSerializer(), new ByteArraySerializer());
	}

	/**
	 * Writes the record of one submission, and returns when the broker has it or has not
	 * answered in time.
	 * @param kind its kind
	 * @param number its number
	 */
	void send(Kind kind, int number) {
		byte[] document = this.samples.document(kind.message(), number);
		String key = SubmissionId.next().toString();
		if (kind == Kind.KAFKA_MALFORMED && number % 5 == 0) {
			// Its id is made from its place.
			write(null, document, kind);
			return;
		}
		write(key, document, kind);
		if (kind == Kind.KAFKA_TWICE) {
			write(key, document, kind);
		}
	}

	private void write(@Nullable String key, byte[] document, Kind kind) {
		try {
			RecordMetadata place = this.producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, key, document)).get();
			this.promises.accepted((key != null) ? key
					: SubmissionId.ofRecord(place.topic(), place.partition(), place.offset()).toString(), kind);
		}
		catch (ExecutionException ex) {
			this.promises.refused("not acknowledged");
			if (key != null) {
				this.promises.open(key);
			}
			else {
				this.promises.unknown(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.producer.close(CLOSE_LIMIT);
	}

}

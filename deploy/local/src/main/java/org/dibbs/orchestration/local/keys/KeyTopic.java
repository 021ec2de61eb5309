package org.dibbs.orchestration.local.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.StoredKey;

/**
 * The keys on their topic.
 *
 * @param servers the brokers
 */
record KeyTopic(String servers) {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.KEYS, 0);

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * Reads all keys.
	 * @return the keys by their ids
	 */
	Map<String, StoredKey> read() {
		Map<String, StoredKey> keys = new TreeMap<>();
		Map<String, Object> settings = Map.of("bootstrap.servers", this.servers, "auto.offset.reset", "earliest",
				"enable.auto.commit", false, "default.api.timeout.ms", (int) LIMIT.toMillis());
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(List.of(PARTITION));
			consumer.seekToBeginning(List.of(PARTITION));
			long end = Objects.requireNonNull(consumer.endOffsets(List.of(PARTITION)).get(PARTITION));
			while (consumer.position(PARTITION) < end) {
				for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
					put(keys, record);
				}
			}
		}
		return keys;
	}

	private static void put(Map<String, StoredKey> keys, ConsumerRecord<String, byte[]> record) {
		StoredKey key = (record.value() != null) ? StoredKey.decode(record.value()) : null;
		if (key != null && key.id().equals(record.key())) {
			keys.put(key.id(), key);
		}
		else if (record.key() != null) {
			keys.remove(record.key());
		}
	}

	/**
	 * Writes a key, and returns when all copies of the topic have it.
	 * @param key the key
	 */
	void write(StoredKey key) throws InterruptedException, ExecutionException {
		Map<String, Object> settings = Map.of("bootstrap.servers", this.servers, "acks", "all", "max.block.ms",
				LIMIT.toMillis(), "request.timeout.ms", 5000, "delivery.timeout.ms", (int) LIMIT.toMillis());
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(new ProducerRecord<>(Topics.KEYS, 0, key.id(), key.encode())).get();
		}
	}

}

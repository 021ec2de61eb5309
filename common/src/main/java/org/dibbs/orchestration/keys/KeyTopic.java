package org.dibbs.orchestration.keys;

import java.time.Duration;
import java.util.HashMap;
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
import org.dibbs.orchestration.audit.AuditCodec;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.security.StoredKey;
import org.dibbs.orchestration.settings.SecretFiles;
import org.dibbs.orchestration.settings.TransportSettings;

/**
 * The keys on their topic.
 *
 * @param client how Kafka is reached
 */
record KeyTopic(Map<String, Object> client) {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.KEYS, 0);

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * Makes it reachable as the whole installation reaches it.
	 * @param servers the brokers; empty where the environment names them
	 * @param environment the environment, with the settings of TLS and SASL
	 * @return the topic
	 */
	static KeyTopic of(String servers, Map<String, String> environment) {
		Map<String, Object> variables = new HashMap<>(environment);
		variables.putAll(SecretFiles.read(environment));
		Map<String, Object> client = new HashMap<>(TransportSettings.kafkaClient(variables));
		client.put("bootstrap.servers",
				!servers.isEmpty() ? servers : environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
		return new KeyTopic(client);
	}

	private Map<String, Object> with(Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(this.client);
		all.putAll(settings);
		return all;
	}

	/**
	 * Reads all keys.
	 * @return the keys by their ids
	 */
	Map<String, StoredKey> read() {
		Map<String, StoredKey> keys = new TreeMap<>();
		Map<String, Object> settings = with(Map.of("auto.offset.reset", "earliest", "enable.auto.commit", false,
				"default.api.timeout.ms", (int) LIMIT.toMillis()));
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
	 * Writes a key, and returns when all copies of the topic have it. Before that it is
	 * on record: a key that nobody knows of would be worse than a record of none.
	 * @param key the key
	 * @param audit what is done
	 */
	void write(StoredKey key, AuditRecord audit) throws InterruptedException, ExecutionException {
		Map<String, Object> settings = with(Map.of("acks", "all", "max.block.ms", LIMIT.toMillis(),
				"request.timeout.ms", 5000, "delivery.timeout.ms", (int) LIMIT.toMillis()));
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(AuditCodec.record(audit)).get();
			producer.send(new ProducerRecord<>(Topics.KEYS, 0, key.id(), key.encode())).get();
		}
	}

}

package org.dibbs.orchestration.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * Looks at the topics as any Kafka client can.
 */
public final class KafkaProbe implements AutoCloseable {

	private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

	private final KafkaConsumer<String, byte[]> consumer;

	private final String bootstrapServers;

	/**
	 * Starts looking at what comes from now on.
	 * @param bootstrapServers where the broker is
	 * @param topics the topics to look at
	 */
	KafkaProbe(String bootstrapServers, String... topics) {
		this.bootstrapServers = bootstrapServers;
		this.consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ConsumerConfig.GROUP_ID_CONFIG,
						"probe-" + UUID.randomUUID(), ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
				new StringDeserializer(), new ByteArrayDeserializer());
		List<TopicPartition> partitions = List.of(topics)
			.stream()
			.flatMap((topic) -> this.consumer.partitionsFor(topic).stream())
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		this.consumer.assign(partitions);
		this.consumer.seekToEnd(partitions);
		partitions.forEach(this.consumer::position);
	}

	/**
	 * Waits for a record.
	 * @param topic its topic
	 * @param key its key
	 * @return the record
	 */
	public ConsumerRecord<String, byte[]> await(String topic, String key) {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			look();
			return this.seen.stream()
				.filter((record) -> record.topic().equals(topic) && key.equals(record.key()))
				.findFirst()
				.orElse(null);
		}, (record) -> record != null);
	}

	/**
	 * How many records have come so far.
	 * @param topic their topic
	 * @return the number
	 */
	long count(String topic) {
		look();
		return this.seen.stream().filter((record) -> record.topic().equals(topic)).count();
	}

	/**
	 * What has come so far.
	 * @return the records, each partition in its order
	 */
	public List<ConsumerRecord<String, byte[]>> seen() {
		look();
		return List.copyOf(this.seen);
	}

	private void look() {
		this.consumer.poll(Duration.ofMillis(200)).forEach(this.seen::add);
	}

	/**
	 * Writes a record.
	 * @param record the record
	 */
	public void write(ProducerRecord<String, byte[]> record) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers), new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(record).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes records in one go.
	 * @param records the records
	 */
	void writeAll(List<ProducerRecord<String, byte[]>> records) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers), new StringSerializer(),
				new ByteArraySerializer())) {
			List<Future<RecordMetadata>> written = records.stream().map(producer::send).toList();
			for (Future<RecordMetadata> one : written) {
				one.get();
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether all records of a topic are deleted.
	 * @param topic the topic
	 * @return true where it ends where it begins, having had some
	 */
	boolean isEmptied(String topic) {
		List<TopicPartition> partitions = this.consumer.partitionsFor(topic)
			.stream()
			.map((info) -> new TopicPartition(topic, info.partition()))
			.toList();
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(partitions);
		return this.consumer.beginningOffsets(partitions).equals(ends)
				&& ends.values().stream().anyMatch((end) -> end > 0);
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}

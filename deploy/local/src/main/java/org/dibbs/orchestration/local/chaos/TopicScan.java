package org.dibbs.orchestration.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dibbs.orchestration.exchange.Topics;

/**
 * Reads topics from their beginning to where they end at that moment.
 */
final class TopicScan {

	private static final String WORKERS = "orchestrator";

	private final String bootstrapServers;

	TopicScan(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
	}

	/**
	 * Reads a topic.
	 * @param topic its name
	 * @param reader is given each record, those of a partition in their order
	 */
	void read(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			List<TopicPartition> partitions = partitions(consumer, topic);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(500)).forEach(reader);
			}
		}
	}

	/**
	 * How many submissions the workers have not finished with yet.
	 * @return the number of records that are not committed
	 * @throws ExecutionException if the broker does not answer
	 * @throws InterruptedException if it is interrupted
	 */
	long uncommitted() throws ExecutionException, InterruptedException {
		try (KafkaConsumer<String, byte[]> consumer = consumer();
				Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers))) {
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer, Topics.SUBMISSIONS));
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(WORKERS)
				.partitionsToOffsetAndMetadata()
				.get();
			return ends.entrySet().stream().mapToLong((end) -> end.getValue() - offset(committed, end.getKey())).sum();
		}
	}

	private static long offset(Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
		OffsetAndMetadata offset = committed.get(partition);
		return (offset != null) ? offset.offset() : 0;
	}

	private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
		return consumer.partitionsFor(topic)
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
	}

	private KafkaConsumer<String, byte[]> consumer() {
		return new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers,
				ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
				1_048_576, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8_388_608), new StringDeserializer(),
				new ByteArrayDeserializer());
	}

}

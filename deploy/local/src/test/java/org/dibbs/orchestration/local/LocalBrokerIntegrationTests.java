package org.dibbs.orchestration.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dibbs.orchestration.exchange.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalBrokerIntegrationTests {

	@TempDir
	Path data;

	@Test
	void keepsTheLargestMessageThroughAKillAndStopsWhenTold() throws Exception {
		byte[] message = new byte[33 * 1024 * 1024];
		message[message.length - 1] = 42;
		try (BrokerProcess broker = new BrokerProcess(this.data).start()) {
			assertThat(topics(broker)).contains(Topics.SUBMISSIONS, Topics.RESULTS, Topics.DEAD_LETTERS);
			produce(broker, message);
			assertThat(consume(broker)).isEqualTo(message);
			broker.kill();
			broker.start();
			assertThat(consume(broker)).isEqualTo(message);
			assertThat(broker.stop()).as("128 + SIGTERM").isEqualTo(143);
			assertThat(broker.ready()).doesNotExist();
		}
	}

	@Test
	void keepsTopicsThatItHasForAsLongAsItIsToldNow() throws Exception {
		try (BrokerProcess broker = new BrokerProcess(this.data).start()) {
			assertThat(retention(broker, Topics.SUBMISSIONS)).isEqualTo("604800000");
			assertThat(retention(broker, Topics.DEAD_LETTERS)).isEqualTo("7776000000");
			broker.stop();
			broker.with("BODY_RETENTION", "12h").with("DEAD_LETTER_RETENTION", "30d").start();
			assertThat(retention(broker, Topics.SUBMISSIONS)).isEqualTo("43200000");
			assertThat(retention(broker, Topics.DEAD_LETTERS)).isEqualTo("2592000000");
		}
	}

	private static String retention(BrokerProcess broker, String topic) throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			return admin.describeConfigs(List.of(resource)).all().get().get(resource).get("retention.ms").value();
		}
	}

	private static Iterable<String> topics(BrokerProcess broker) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			return admin.listTopics().names().get();
		}
	}

	private static void produce(BrokerProcess broker, byte[] message) throws Exception {
		Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all",
				"max.request.size", Topics.MAX_RECORD_BYTES, "buffer.memory", 2 * Topics.MAX_RECORD_BYTES);
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, 2, null, message)).get(1, TimeUnit.MINUTES);
		}
	}

	private static byte[] consume(BrokerProcess broker) {
		TopicPartition partition = new TopicPartition(Topics.SUBMISSIONS, 2);
		Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "max.partition.fetch.bytes",
				Topics.MAX_RECORD_BYTES, "fetch.max.bytes", 2 * Topics.MAX_RECORD_BYTES);
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(Duration.ofMinutes(1)).records(partition);
			assertThat(records).hasSize(1);
			return records.getFirst().value();
		}
	}

}

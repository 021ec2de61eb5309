package org.dibbs.orchestration.orchestrator.archive;

import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Wires the archive to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

	private static final String NAME = "archive";

	private static final String BYTE = "1";

	@Bean
	KafkaRecordArchive recordArchive(ConsumerFactory<String, byte[]> factory, ArchiveProperties properties) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
		// A record that is larger comes all the same, but alone.
		overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTE);
		overrides.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTE);
		return new KafkaRecordArchive(() -> factory.createConsumer(NAME, NAME, null, overrides),
				properties.maxReaders(), properties.readTimeout());
	}

}

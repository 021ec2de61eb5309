package org.dibbs.orchestration.orchestrator.archive;

import java.time.Duration;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Wires the search to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@Bean
	RecordSearch recordSearch(ConsumerFactory<String, byte[]> factory) {
		Properties overrides = new Properties();
		// Where records are deleted meanwhile, the search goes on with those that are
		// left.
		overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		return new KafkaRecordSearch(() -> factory.createConsumer("search", "search", null, overrides), LIMIT);
	}

}

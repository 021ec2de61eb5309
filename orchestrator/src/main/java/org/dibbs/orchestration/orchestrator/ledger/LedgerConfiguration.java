package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Properties;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Wires the ledger to the database and to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

	static final String GROUP = "ledger";

	private static final String KIBIBYTES_256 = "262144";

	private static final String MEBIBYTES_2 = "2097152";

	@Bean
	Ledger submissionLedger(JdbcTemplate jdbc, TransactionOperations transactions) {
		return new Ledger(jdbc, transactions);
	}

	@Bean
	LedgerHealthIndicator ledgerHealthIndicator(ConsumerFactory<String, byte[]> factory, Ledger ledger,
			LedgerProperties properties) {
		LedgerOutage outage = new LedgerOutage();
		return new LedgerHealthIndicator(
				new LedgerProjection(eventConsumers(factory, properties), ledger, properties.retryPause(), outage),
				outage);
	}

	// Events are small, and those of a batch are all that is in memory.
	private static Supplier<Consumer<String, byte[]>> eventConsumers(ConsumerFactory<String, byte[]> factory,
			LedgerProperties properties) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(properties.batchSize()));
		overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, KIBIBYTES_256);
		overrides.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MEBIBYTES_2);
		return () -> factory.createConsumer(GROUP, "ledger", null, overrides);
	}

}

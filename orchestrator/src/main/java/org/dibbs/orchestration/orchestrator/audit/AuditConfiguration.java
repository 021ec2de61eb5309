package org.dibbs.orchestration.orchestrator.audit;

import java.time.Duration;
import java.util.Properties;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dibbs.orchestration.audit.AuditTrail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Wires the audit trail to Kafka and the database.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	/** Who tells. */
	static final String SOURCE = "orchestrator";

	private static final String GROUP = "audit";

	private static final String BUNCH = "1000";

	private static final Duration PAUSE = Duration.ofSeconds(1);

	@Bean(destroyMethod = "")
	AuditTrail auditTrail(ProducerFactory<String, byte[]> producers, OpenTelemetry openTelemetry) {
		return new AuditTrail(SOURCE, producers::createProducer, openTelemetry, PAUSE);
	}

	@Bean
	AuditLifecycle auditLifecycle(AuditTrail trail) {
		return new AuditLifecycle(trail);
	}

	@Bean
	AuditTable auditTable(JdbcTemplate jdbc, TransactionOperations transactions) {
		return new AuditTable(jdbc, transactions);
	}

	@Bean
	AuditProjection auditProjection(ConsumerFactory<String, byte[]> consumers, AuditTable table) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BUNCH);
		return new AuditProjection(() -> consumers.createConsumer(GROUP, "audit", null, overrides), table, PAUSE);
	}

}

package org.dibbs.orchestration.gateway.audit;

import java.time.Duration;

import io.opentelemetry.api.OpenTelemetry;
import org.dibbs.orchestration.audit.AuditTrail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires the audit trail to Kafka.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	/** Who tells. */
	static final String SOURCE = "gateway";

	private static final Duration PAUSE = Duration.ofSeconds(1);

	@Bean(destroyMethod = "")
	AuditTrail auditTrail(ProducerFactory<String, byte[]> producers, OpenTelemetry openTelemetry) {
		return new AuditTrail(SOURCE, producers::createProducer, openTelemetry, PAUSE);
	}

	@Bean
	AuditLifecycle auditLifecycle(AuditTrail trail) {
		return new AuditLifecycle(trail);
	}

}

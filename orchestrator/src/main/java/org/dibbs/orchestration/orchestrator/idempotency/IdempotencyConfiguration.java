package org.dibbs.orchestration.orchestrator.idempotency;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Wires the keys to the database.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IdempotencyConfiguration {

	/** So many are deleted well within the time that the database has for an answer. */
	private static final int BATCH = 1000;

	@Bean
	KeyTable idempotencyKeyTable(JdbcClient jdbc) {
		return new KeyTable(jdbc);
	}

	@Bean
	IdempotencyKeys idempotencyKeys(KeyTable table, IdempotencyProperties properties) {
		return new IdempotencyKeys(table, properties.retention(), InstantSource.system());
	}

	@Bean
	KeyPurge idempotencyKeyPurge(KeyTable table, IdempotencyProperties properties) {
		return new KeyPurge(table, properties.retention(), BATCH, InstantSource.system());
	}

}

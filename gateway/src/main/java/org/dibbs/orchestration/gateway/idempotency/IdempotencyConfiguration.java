package org.dibbs.orchestration.gateway.idempotency;

import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.gateway.worker.OrchestratorProperties;
import org.dibbs.orchestration.gateway.worker.Workers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.netty.http.client.HttpClient;

/**
 * Puts together who asks the workers, by the connections that the routes use.
 */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

	@Bean
	WorkerClient workerClient(HttpClient http, Workers workers, OrchestratorProperties orchestrator,
			InternalTokens tokens) {
		return new WorkerClient(http, workers, orchestrator, tokens);
	}

	@Bean
	IdempotencyKeys idempotencyKeys(WorkerClient workers, IdempotencyProperties properties) {
		return new IdempotencyKeys(workers, properties);
	}

	@Bean
	StoredAnswers storedAnswers(WorkerClient workers, IdempotencyProperties properties) {
		return new StoredAnswers(workers, properties);
	}

}

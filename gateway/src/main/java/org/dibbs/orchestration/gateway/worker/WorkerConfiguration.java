package org.dibbs.orchestration.gateway.worker;

import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the list of the workers, and what they know front doors by, which all who ask
 * them share.
 */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

	@Bean
	Workers workers(OrchestratorProperties orchestrator) {
		return new Workers(orchestrator);
	}

	@Bean
	InternalTokens internalTokens(@Value("${dibbs.orchestrator.internal-secret}") String secret) {
		return new InternalTokens(secret, InstantSource.system());
	}

}

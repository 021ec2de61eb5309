package org.dibbs.orchestration.gateway.worker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the list of the workers, which all who ask them share.
 */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

	@Bean
	Workers workers(OrchestratorProperties orchestrator) {
		return new Workers(orchestrator);
	}

}

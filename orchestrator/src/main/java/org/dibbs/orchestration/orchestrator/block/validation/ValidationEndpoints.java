package org.dibbs.orchestration.orchestrator.block.validation;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoint of the validation service.
 */
@Configuration(proxyBeanMethods = false)
class ValidationEndpoints {

	@Bean
	BuildingBlockEndpoint validate() {
		return new BuildingBlockEndpoint(BuildingBlock.VALIDATION, "validate", true, new ValidateRequestBuilder(),
				new ValidateResponseUnpacker());
	}

}

package org.dibbs.orchestration.orchestrator.block.triggercode;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoint of the trigger code reference service.
 */
@Configuration(proxyBeanMethods = false)
class TriggerCodeEndpoints {

	@Bean
	BuildingBlockEndpoint stampConditionExtensions() {
		return new BuildingBlockEndpoint(BuildingBlock.TRIGGER_CODE_REFERENCE, "stamp-condition-extensions", true,
				new StampConditionExtensionsRequestBuilder(), new StampConditionExtensionsResponseUnpacker());
	}

}

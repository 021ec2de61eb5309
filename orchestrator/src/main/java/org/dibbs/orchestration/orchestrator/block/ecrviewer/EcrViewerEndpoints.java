package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoint of the eCR viewer.
 */
@Configuration(proxyBeanMethods = false)
class EcrViewerEndpoints {

	// Not repeatable: the viewer inserts, so a second save of the same eCR is an error.
	@Bean
	BuildingBlockEndpoint saveFhirData() {
		return new BuildingBlockEndpoint(BuildingBlock.ECR_VIEWER, "save-fhir-data", false,
				new SaveFhirDataRequestBuilder(), new SaveFhirDataResponseUnpacker());
	}

}

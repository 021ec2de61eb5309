package org.dibbs.orchestration.orchestrator.block.fhirconverter;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoint of the FHIR converter.
 */
@Configuration(proxyBeanMethods = false)
class FhirConverterEndpoints {

	@Bean
	BuildingBlockEndpoint convertToFhir() {
		return new BuildingBlockEndpoint(BuildingBlock.FHIR_CONVERTER, "convert-to-fhir", true,
				new ConvertToFhirRequestBuilder(), new ConvertToFhirResponseUnpacker());
	}

}

package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoints of the message parser.
 */
@Configuration(proxyBeanMethods = false)
class MessageParserEndpoints {

	@Bean
	BuildingBlockEndpoint parseMessage() {
		return new BuildingBlockEndpoint(BuildingBlock.MESSAGE_PARSER, "parse_message", true,
				new ParseMessageRequestBuilder(), new ParseMessageResponseUnpacker());
	}

	@Bean
	BuildingBlockEndpoint fhirToPhdc() {
		return new BuildingBlockEndpoint(BuildingBlock.MESSAGE_PARSER, "fhir_to_phdc", true,
				new FhirToPhdcRequestBuilder(), new FhirToPhdcResponseUnpacker());
	}

}

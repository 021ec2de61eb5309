package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The endpoints of the ingestion service. What they do to a bundle can be done to it
 * twice.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmartyProperties.class)
class IngestionEndpoints {

	@Bean
	BuildingBlockEndpoint standardizeNames() {
		return endpoint("standardize_names", new StandardizeNamesRequestBuilder());
	}

	@Bean
	BuildingBlockEndpoint standardizeDob() {
		return endpoint("standardize_dob", new StandardizeDobRequestBuilder());
	}

	@Bean
	BuildingBlockEndpoint standardizePhones() {
		return endpoint("standardize_phones", new StandardizePhonesRequestBuilder());
	}

	@Bean
	BuildingBlockEndpoint geocodeBundle(SmartyProperties smarty) {
		return endpoint("geocode_bundle", new GeocodeBundleRequestBuilder(smarty));
	}

	private static BuildingBlockEndpoint endpoint(String name, RequestBuilder builder) {
		return new BuildingBlockEndpoint(BuildingBlock.INGESTION, name, true, builder, new BundleResponseUnpacker());
	}

}

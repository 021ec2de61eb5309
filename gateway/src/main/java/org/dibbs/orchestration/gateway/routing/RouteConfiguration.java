package org.dibbs.orchestration.gateway.routing;

import java.util.Set;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * The routes to the orchestrator.
 */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

	@Bean
	RouteLocator orchestratorRoutes(RouteLocatorBuilder builder, OrchestratorProperties orchestrator) {
		return builder.routes()
			.route("configs",
					(route) -> route.path("/configs", "/configs/**")
						.filters((filters) -> filters.filters(new UpstreamFailureFilter("orchestrator"),
								new AllowedMethodsFilter(Set.of(HttpMethod.GET))))
						.metadata(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
								Math.toIntExact(orchestrator.connectTimeout().toMillis()))
						.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, orchestrator.responseTimeout().toMillis())
						.uri(orchestrator.url()))
			.build();
	}

}

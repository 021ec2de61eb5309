package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;

import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * The routes to the orchestrator: each path with the verbs it knows. What is asked again
 * is only what changes nothing; an orchestrator that is down is left alone for a while.
 */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

	private static final String ORCHESTRATOR = "orchestrator";

	@Bean
	RouteLocator orchestratorRoutes(RouteLocatorBuilder builder, OrchestratorProperties orchestrator) {
		return builder.routes()
			.route("configs", (route) -> to(orchestrator, route, Set.of(HttpMethod.GET), "/configs"))
			.route("config-schema", (route) -> to(orchestrator, route, Set.of(HttpMethod.GET), "/configs/schema.json"))
			.route("config",
					(route) -> to(orchestrator, route, Set.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE),
							"/configs/{name}"))
			.route("config-versions",
					(route) -> to(orchestrator, route, Set.of(HttpMethod.GET), "/configs/{name}/versions"))
			.route("config-check", (route) -> to(orchestrator, route, Set.of(HttpMethod.POST), "/configs/{name}/check"))
			.route("building-blocks", (route) -> to(orchestrator, route, Set.of(HttpMethod.GET), "/building-blocks"))
			.build();
	}

	private static Buildable<Route> to(OrchestratorProperties orchestrator, PredicateSpec route,
			Set<HttpMethod> methods, String path) {
		return route.path(path)
			.filters((filters) -> filters
				.filters(new UpstreamFailureFilter(ORCHESTRATOR), new AllowedMethodsFilter(methods),
						new BodyLimitFilter(orchestrator.maxBodySize()), new UpstreamAnswerFilter())
				// Else a caller who asks for it gets a WebSocket, which nobody speaks
				// there.
				.removeRequestHeader(HttpHeaders.UPGRADE)
				.retry((retry) -> askAgain(retry, orchestrator))
				.circuitBreaker((breaker) -> breaker.setName(ORCHESTRATOR)))
			.metadata(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
					Math.toIntExact(orchestrator.connectTimeout().toMillis()))
			.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, orchestrator.responseTimeout().toMillis())
			.uri(orchestrator.url());
	}

	// Not after a timeout: the caller has waited long enough. Unchecked: varargs of a
	// generic type.
	@SuppressWarnings("unchecked")
	private static void askAgain(RetryGatewayFilterFactory.RetryConfig retry, OrchestratorProperties orchestrator) {
		retry.setRetries(orchestrator.retries())
			.setMethods(HttpMethod.GET, HttpMethod.HEAD)
			.setSeries()
			.setStatuses(HttpStatus.SERVICE_UNAVAILABLE)
			.setExceptions(IOException.class)
			.setBackoff(Duration.ofMillis(50), Duration.ofMillis(500), 2, false);
	}

	/**
	 * Opened by what never came back; an error that the orchestrator tells is an answer.
	 */
	@Bean
	Customizer<ReactiveResilience4JCircuitBreakerFactory> orchestratorCircuitBreaker(
			OrchestratorProperties orchestrator) {
		CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
			.slidingWindowSize(20)
			.minimumNumberOfCalls(10)
			.failureRateThreshold(50)
			.permittedNumberOfCallsInHalfOpenState(2)
			.waitDurationInOpenState(orchestrator.openDuration())
			.recordException(UpstreamFailureFilter::isUpstreamFailure)
			.build();
		// The route's own timeouts end first and tell more.
		TimeLimiterConfig limit = TimeLimiterConfig.custom()
			.timeoutDuration(orchestrator.connectTimeout().plus(orchestrator.responseTimeout()).multipliedBy(2))
			.build();
		return (factory) -> factory
			.configureDefault((id) -> new Resilience4JConfigBuilder(id).circuitBreakerConfig(breaker)
				.timeLimiterConfig(limit)
				.build());
	}

}

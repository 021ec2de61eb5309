package org.dibbs.orchestration.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.gateway.worker.OrchestratorProperties;
import org.dibbs.orchestration.gateway.worker.WorkerFailure;
import org.dibbs.orchestration.gateway.worker.Workers;

import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * The routes to the orchestrator's workers: each path with the verbs it knows. What is
 * asked again is only what changes nothing or did not arrive; when none of the workers
 * answers they are left alone for a while.
 */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

	@Bean
	RouteLocator orchestratorRoutes(RouteLocatorBuilder builder, OrchestratorProperties orchestrator, Workers workers,
			InternalTokens tokens) {
		WorkerRoute route = new WorkerRoute(orchestrator, workers, tokens);
		return builder.routes()
			.route("configs", route.of("/configs", HttpMethod.GET))
			.route("config-schema", route.of("/configs/schema.json", HttpMethod.GET))
			.route("config", route.of("/configs/{name}", HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE))
			.route("config-versions", route.of("/configs/{name}/versions", HttpMethod.GET))
			.route("config-check", route.of("/configs/{name}/check", HttpMethod.POST))
			// POST is taken before it gets here.
			.route("submissions", route.of("/submissions", HttpMethod.GET, HttpMethod.POST))
			.route("submission-summary", route.of("/submissions/summary", HttpMethod.GET))
			// Before those of submissions, none of which is named like these.
			.route("submission-batches", route.of("/submissions/batch", HttpMethod.POST))
			.route("submission-batch", route.waiting("/submissions/batches/{id}"))
			.route("submissions-replay", route.of("/submissions/replay", HttpMethod.POST))
			.route("submission", route.waiting("/submissions/{id}"))
			.route("submission-result", route.waiting("/submissions/{id}/result"))
			.route("submission-events", route.waiting("/submissions/{id}/events"))
			.route("submission-replay", route.of("/submissions/{id}/replay", HttpMethod.POST))
			.route("audit", route.of("/audit", HttpMethod.GET))
			.route("audit-verification", route.of("/audit/verification", HttpMethod.GET))
			.route("building-blocks", route.of("/building-blocks", HttpMethod.GET))
			.build();
	}

	/**
	 * Opened by what never came back from any worker; an error that one of them tells is
	 * an answer.
	 */
	@Bean
	Customizer<ReactiveResilience4JCircuitBreakerFactory> orchestratorCircuitBreaker(
			OrchestratorProperties orchestrator, Workers workers) {
		CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
			.slidingWindowSize(20)
			.minimumNumberOfCalls(10)
			.failureRateThreshold(50)
			.permittedNumberOfCallsInHalfOpenState(2)
			.waitDurationInOpenState(orchestrator.openDuration())
			.recordException((ex) -> WorkerFailure.isFailure(ex) && workers.noneAnswers())
			.build();
		// The route's own timeouts end first and tell more.
		TimeLimiterConfig limit = TimeLimiterConfig.custom()
			.timeoutDuration(orchestrator.patience().multipliedBy(3))
			.build();
		return (factory) -> factory
			.configureDefault((id) -> new Resilience4JConfigBuilder(id).circuitBreakerConfig(breaker)
				.timeLimiterConfig(limit)
				.build());
	}

}

package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.gateway.worker.OrchestratorProperties;
import org.dibbs.orchestration.gateway.worker.Workers;

import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * What all routes to the workers have in common.
 *
 * @param orchestrator how long to wait, and how large a body may be
 * @param workers who is asked
 * @param tokens by which they know for whom
 */
record WorkerRoute(OrchestratorProperties orchestrator, Workers workers, InternalTokens tokens) {

	private static final String ORCHESTRATOR = "orchestrator";

	/** How long a caller may have the ledger wait for the end of a submission. */
	private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

	/**
	 * A route to any of the workers.
	 * @param path the path, perhaps with variables
	 * @param methods the verbs it knows; HEAD comes with GET, OPTIONS with any
	 * @return what makes the route
	 */
	Function<PredicateSpec, Buildable<Route>> of(String path, HttpMethod... methods) {
		return (route) -> route(route, path, this.orchestrator.responseTimeout(),
				(filters) -> common(filters, methods).circuitBreaker((breaker) -> breaker.setName(ORCHESTRATOR)));
	}

	/**
	 * A route on which an answer may take long by intention, and its end longer. It has
	 * no circuit breaker, which would take that for a failure.
	 * @param path the path, perhaps with variables
	 * @return what makes the route, for GET
	 */
	Function<PredicateSpec, Buildable<Route>> waiting(String path) {
		return (route) -> route(route, path, LONGEST_POLL.plus(this.orchestrator.responseTimeout()),
				(filters) -> common(filters, HttpMethod.GET));
	}

	private Buildable<Route> route(PredicateSpec route, String path, Duration responseTimeout,
			UnaryOperator<GatewayFilterSpec> filters) {
		return route.path(path)
			.filters(filters::apply)
			.metadata(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
					Math.toIntExact(this.orchestrator.connectTimeout().toMillis()))
			.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, responseTimeout.toMillis())
			// Only a name: WorkerFilter puts an address in its place.
			.uri("http://" + ORCHESTRATOR);
	}

	private GatewayFilterSpec common(GatewayFilterSpec filters, HttpMethod... methods) {
		return filters
			.filters(new UpstreamFailureFilter(ORCHESTRATOR), new AllowedMethodsFilter(Set.of(methods)),
					new BodyLimitFilter(this.orchestrator.maxBodySize()), new UpstreamAnswerFilter(),
					new InternalTokenFilter(this.tokens), new WorkerFilter(this.workers, this.orchestrator.patience()))
			// Else a caller who asks for it gets a WebSocket, which nobody speaks there.
			.removeRequestHeader(HttpHeaders.UPGRADE)
			.retry(this::askAgain);
	}

	// Not after a timeout: the caller has waited long enough. Unchecked: varargs of a
	// generic type.
	@SuppressWarnings("unchecked")
	private void askAgain(RetryGatewayFilterFactory.RetryConfig retry) {
		retry.setRetries(this.orchestrator.retries())
			.setMethods(HttpMethod.GET, HttpMethod.HEAD)
			.setSeries()
			.setStatuses(HttpStatus.BAD_GATEWAY, HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.GATEWAY_TIMEOUT)
			.setExceptions(IOException.class)
			.setBackoff(Duration.ofMillis(50), Duration.ofMillis(500), 2, false);
	}

}

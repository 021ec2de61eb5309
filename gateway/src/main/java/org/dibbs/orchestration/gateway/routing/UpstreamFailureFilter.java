package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;

import org.dibbs.orchestration.gateway.worker.WorkerFailure;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the caller that the service behind a route is down (503) or too slow (504),
 * without its address.
 */
class UpstreamFailureFilter implements GatewayFilter, Ordered {

	private final String service;

	UpstreamFailureFilter(String service) {
		this.service = service;
	}

	@Override
	public int getOrder() {
		// Around the filter that passes the answer's body on, which may break off, too.
		return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange).onErrorMap((ex) -> !exchange.getResponse().isCommitted(), this::asProblem);
	}

	private Throwable asProblem(Throwable ex) {
		if (WorkerFailure.isTimeout(ex)) {
			return problem(HttpStatus.GATEWAY_TIMEOUT, "did not answer in time");
		}
		return (ex instanceof IOException || isCutOff(ex))
				? problem(HttpStatus.SERVICE_UNAVAILABLE, "cannot be reached") : ex;
	}

	// What the gateway makes of an open circuit breaker.
	private static boolean isCutOff(Throwable ex) {
		return ex instanceof ServiceUnavailableException;
	}

	private ProblemException problem(HttpStatus status, String what) {
		return new ProblemException(new Problem(ProblemKind.UPSTREAM_UNAVAILABLE, status.value(),
				"The " + this.service + " " + what + ". Try again later.", null));
	}

}

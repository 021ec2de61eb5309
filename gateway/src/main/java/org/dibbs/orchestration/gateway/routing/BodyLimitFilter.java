package org.dibbs.orchestration.gateway.routing;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses a body that says it is too large before any of it is passed on. One that does
 * not say is cut short by the service that reads it.
 */
class BodyLimitFilter implements GatewayFilter {

	private final DataSize limit;

	BodyLimitFilter(DataSize limit) {
		this.limit = limit;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		if (exchange.getRequest().getHeaders().getContentLength() <= this.limit.toBytes()) {
			return chain.filter(exchange);
		}
		return Mono.error(new ProblemException(ProblemKind.TOO_LARGE,
				"The body may have at most " + this.limit.toBytes() + " bytes here."));
	}

}

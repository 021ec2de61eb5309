package org.dibbs.orchestration.gateway.routing;

import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses every other verb with 405. A predicate on the verb would make the path look
 * unknown instead.
 */
class AllowedMethodsFilter implements GatewayFilter {

	private final Set<HttpMethod> allowed;

	AllowedMethodsFilter(Set<HttpMethod> allowed) {
		this.allowed = Set.copyOf(allowed);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		HttpMethod method = exchange.getRequest().getMethod();
		return this.allowed.contains(method) ? chain.filter(exchange)
				: Mono.error(new MethodNotAllowedException(method, this.allowed));
	}

}

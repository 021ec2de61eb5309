package org.dibbs.orchestration.gateway.routing;

import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.SecurityHeaders;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells a worker for whom it is called. What a caller itself sends in that header never
 * gets there.
 */
class InternalTokenFilter implements GatewayFilter {

	private final InternalTokens tokens;

	InternalTokenFilter(InternalTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		String token = this.tokens.areMade() ? this.tokens.of(Caller.required(exchange.getAttribute(Caller.ATTRIBUTE)))
				: null;
		return chain.filter(exchange.mutate().request((request) -> request.headers((headers) -> {
			headers.remove(SecurityHeaders.INTERNAL_TOKEN);
			if (token != null) {
				headers.set(SecurityHeaders.INTERNAL_TOKEN, token);
			}
		})).build());
	}

}

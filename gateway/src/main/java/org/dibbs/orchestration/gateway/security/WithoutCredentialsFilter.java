package org.dibbs.orchestration.gateway.security;

import java.util.List;

import org.dibbs.orchestration.security.SecurityHeaders;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Takes off what a caller is known by, so that it goes no further, and what only front
 * doors may say.
 */
final class WithoutCredentialsFilter implements WebFilter {

	private static final List<String> TAKEN_OFF = List.of(SecurityHeaders.API_KEY, HttpHeaders.AUTHORIZATION,
			SecurityHeaders.INTERNAL_TOKEN);

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpHeaders sent = exchange.getRequest().getHeaders();
		if (TAKEN_OFF.stream().noneMatch(sent::containsHeader)) {
			return chain.filter(exchange);
		}
		return chain.filter(exchange.mutate()
			.request((request) -> request.headers((headers) -> TAKEN_OFF.forEach(headers::remove)))
			.build());
	}

}

package org.dibbs.orchestration.gateway.security;

import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds what a caller sent to say who it is: {@code X-API-Key}, else a bearer token.
 */
final class CredentialReader implements ServerAuthenticationConverter {

	private static final String BEARER = "Bearer ";

	/** Stands for two of one header: it would not be clear which one counts. */
	private static final String NONE = "";

	@Override
	public Mono<Authentication> convert(ServerWebExchange exchange) {
		String sent = sent(exchange.getRequest().getHeaders());
		return (sent != null) ? Mono.just(new Credential(sent)) : Mono.empty();
	}

	private static @Nullable String sent(HttpHeaders headers) {
		String key = only(headers, SecurityHeaders.API_KEY);
		if (key != null) {
			return key;
		}
		String authorization = only(headers, HttpHeaders.AUTHORIZATION);
		if (NONE.equals(authorization)) {
			return NONE;
		}
		if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return null;
		}
		return authorization.substring(BEARER.length()).strip();
	}

	private static @Nullable String only(HttpHeaders headers, String name) {
		return switch (headers.getOrEmpty(name).size()) {
			case 0 -> null;
			case 1 -> headers.getFirst(name);
			default -> NONE;
		};
	}

}

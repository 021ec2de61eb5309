package org.dibbs.orchestration.gateway.security;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets in who has a key for what it wants to do. The caller goes on in the attribute
 * {@link Caller#ATTRIBUTE}; the key goes no further. Comes after the filters that refuse
 * a path which can be read in two ways and that take off the prefix.
 */
final class AuthenticationFilter implements WebFilter, Ordered {

	/** Where Spring Security's filters are. */
	static final int ORDER = -100;

	private static final String BEARER = "Bearer ";

	private final AuthenticationMode mode;

	private final KeyDirectory keys;

	AuthenticationFilter(AuthenticationMode mode, KeyDirectory keys) {
		this.mode = mode;
		this.keys = keys;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.mode != AuthenticationMode.KEYS) {
			exchange.getAttributes().put(Caller.ATTRIBUTE, Caller.OPEN);
			return chain.filter(exchange);
		}
		return check(exchange, chain);
	}

	private Mono<Void> check(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		Scope needed = AccessRules.needed(request.getMethod().name(), request.getURI().getPath());
		if (needed == null) {
			return chain.filter(withoutKey(exchange));
		}
		if (!this.keys.isComplete()) {
			return Mono.error(() -> new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE,
					"The keys of callers have not been read yet."));
		}
		String sent = sent(request.getHeaders());
		Caller caller = (sent != null) ? this.keys.find(sent) : null;
		if (caller == null) {
			exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge(sent));
			return Mono.error(() -> new ProblemException(ProblemKind.UNAUTHENTICATED,
					"Send a key that is valid in X-API-Key, or in Authorization as a bearer token."));
		}
		exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
		if (!caller.may(needed)) {
			String detail = "This needs the scope " + needed.wire() + ", which the key does not have.";
			return Mono.error(() -> new ProblemException(ProblemKind.FORBIDDEN, detail));
		}
		return chain.filter(withoutKey(exchange));
	}

	// RFC 6750, section 3: no error code for who sent nothing.
	private static String challenge(@Nullable String sent) {
		return (sent != null) ? "Bearer realm=\"dibbs\", error=\"invalid_token\"" : "Bearer realm=\"dibbs\"";
	}

	private static @Nullable String sent(HttpHeaders headers) {
		String key = only(headers, SecurityHeaders.API_KEY);
		if (key != null) {
			return key;
		}
		String authorization = only(headers, HttpHeaders.AUTHORIZATION);
		if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return null;
		}
		return authorization.substring(BEARER.length()).strip();
	}

	// Of two it would not be clear which one counts.
	private static @Nullable String only(HttpHeaders headers, String name) {
		return switch (headers.getOrEmpty(name).size()) {
			case 0 -> null;
			case 1 -> headers.getFirst(name);
			default -> ApiKey.PREFIX;
		};
	}

	private static ServerWebExchange withoutKey(ServerWebExchange exchange) {
		return exchange.mutate().request((request) -> request.headers((headers) -> {
			headers.remove(SecurityHeaders.API_KEY);
			headers.remove(HttpHeaders.AUTHORIZATION);
			headers.remove(SecurityHeaders.INTERNAL_TOKEN);
		})).build();
	}

}

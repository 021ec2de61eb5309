package org.dibbs.orchestration.gateway.security;

import java.util.Objects;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.AccessRules;
import org.dibbs.orchestration.security.Scope;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells callers that they are not let in, as the project tells all problems, and counts
 * it.
 */
final class Refusals
		implements ServerAuthenticationEntryPoint, ServerAuthenticationFailureHandler, ServerAccessDeniedHandler {

	// RFC 6750, section 3: no error code for who sent nothing.
	private static final String CHALLENGE = "Bearer realm=\"dibbs\"";

	private static final String WRONG = CHALLENGE + ", error=\"invalid_token\"";

	private final RefusalMetrics metrics;

	Refusals(RefusalMetrics metrics) {
		this.metrics = metrics;
	}

	/** The caller sent something. */
	@Override
	public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException exception) {
		return commence(exchange.getExchange(), exception);
	}

	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException exception) {
		RefusalReason reason = (exception instanceof CredentialRefusedException refused) ? refused.reason()
				: RefusalReason.NO_CREDENTIAL;
		this.metrics.denied(reason);
		if (reason == RefusalReason.UNDECIDED) {
			return Mono.error(() -> new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE,
					"What callers are known by cannot be read now."));
		}
		exchange.getResponse()
			.getHeaders()
			.set(HttpHeaders.WWW_AUTHENTICATE, (reason == RefusalReason.NO_CREDENTIAL) ? CHALLENGE : WRONG);
		return Mono.error(() -> new ProblemException(ProblemKind.UNAUTHENTICATED,
				"Send a key that is valid in X-API-Key, or a key or token in Authorization as a bearer token."));
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
		this.metrics.denied(RefusalReason.SCOPE);
		ServerHttpRequest request = exchange.getRequest();
		Scope needed = Objects.requireNonNullElse(
				AccessRules.needed(request.getMethod().name(), request.getURI().getPath()), Scope.ADMIN);
		return Mono.error(() -> new ProblemException(ProblemKind.FORBIDDEN,
				"This needs the scope " + needed.wire() + ", which the caller does not have."));
	}

}

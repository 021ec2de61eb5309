package org.dibbs.orchestration.gateway.routing;

import java.time.Duration;
import java.util.List;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets pages of the configured origins call from a browser, on every path alike; without
 * any, no CORS header is ever sent. A request of another origin is answered like any
 * other, as its browser keeps the answer from the page: behind a proxy the service cannot
 * tell its own pages from those of others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class CorsFilter implements WebFilter {

	private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
			HttpMethod.PUT, HttpMethod.DELETE);

	private static final List<String> EXPOSED = List.of("Config-Version", "Idempotent-Replayed", HttpHeaders.LOCATION,
			HttpHeaders.RETRY_AFTER, "Submission-Id");

	private static final Duration MAX_AGE = Duration.ofMinutes(10);

	private final CorsConfiguration origins = new CorsConfiguration();

	private final boolean anyOrigin;

	private final boolean off;

	CorsFilter(CorsProperties properties) {
		this.origins.setAllowedOrigins(properties.allowedOrigins());
		this.anyOrigin = properties.allowedOrigins().contains(CorsConfiguration.ALL);
		this.off = properties.allowedOrigins().isEmpty();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		boolean preflight = CorsUtils.isPreFlightRequest(request);
		if (this.off && !preflight) {
			return chain.filter(exchange);
		}
		String allowed = this.off ? null : this.origins.checkOrigin(request.getHeaders().getOrigin());
		// Last, so that what a route brings along from the service behind it does not
		// count.
		exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> mark(exchange.getResponse(), allowed)));
		if (!preflight) {
			return chain.filter(exchange);
		}
		return (allowed != null) ? grant(request, exchange.getResponse()) : Mono.error(() -> refused());
	}

	private void mark(ServerHttpResponse response, @Nullable String allowed) {
		HttpHeaders headers = response.getHeaders();
		if (!this.off && !this.anyOrigin) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
		if (allowed != null) {
			headers.setAccessControlAllowOrigin(allowed);
			headers.setAccessControlExposeHeaders(EXPOSED);
		}
	}

	private static Mono<Void> grant(ServerHttpRequest request, ServerHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		headers.setAccessControlAllowMethods(METHODS);
		headers.setAccessControlAllowHeaders(request.getHeaders().getAccessControlRequestHeaders());
		headers.setAccessControlMaxAge(MAX_AGE);
		headers.add(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
		response.setStatusCode(HttpStatus.OK);
		return response.setComplete();
	}

	private static ProblemException refused() {
		return new ProblemException(ProblemKind.ORIGIN_REFUSED,
				"Pages of this origin may not call. The operator can allow it with CORS_ALLOWED_ORIGINS.");
	}

}

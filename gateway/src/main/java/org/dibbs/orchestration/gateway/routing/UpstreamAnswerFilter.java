package org.dibbs.orchestration.gateway.routing;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Looks at an answer before it is passed on. An error that is no JSON comes from the
 * server software behind the route, which shows a page: the caller gets its status in the
 * form all errors have. CORS is the front door's alone.
 */
class UpstreamAnswerFilter implements GatewayFilter {

	private static final Logger logger = LoggerFactory.getLogger(UpstreamAnswerFilter.class);

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange).then(Mono.defer(() -> check(exchange.getResponse())));
	}

	private static Mono<Void> check(ServerHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		HttpStatusCode status = response.getStatusCode();
		if (status != null && status.value() == HttpStatus.UNAUTHORIZED.value() && !response.isCommitted()) {
			// The caller is known here already: it is this front door that is not.
			logger.error("A worker does not take this front door for one: is INTERNAL_SECRET the same at both?");
			headers.clear();
			return Mono.error(new ResponseStatusException(HttpStatus.BAD_GATEWAY));
		}
		if (status != null && status.isError() && !isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE))
				&& !response.isCommitted()) {
			headers.clear();
			return Mono.error(new ResponseStatusException(status));
		}
		List<String> names = headers.headerNames()
			.stream()
			.filter((name) -> name.regionMatches(true, 0, "Access-Control-", 0, 15))
			.toList();
		names.forEach(headers::remove);
		return Mono.empty();
	}

	private static boolean isJson(@Nullable String contentType) {
		return contentType != null
				&& (contentType.startsWith("application/json") || contentType.startsWith("application/problem+json"));
	}

}

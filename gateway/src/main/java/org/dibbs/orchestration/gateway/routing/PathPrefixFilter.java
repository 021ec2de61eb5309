package org.dibbs.orchestration.gateway.routing;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets every path be called with the prefix {@value #PREFIX}, too: it is cut off before
 * anything else looks at the path, so controllers, routes and health know one form only.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PathPrefixFilter implements WebFilter {

	static final String PREFIX = "/orchestration";

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		String path = request.getURI().getRawPath();
		String bare = withoutPrefix(path);
		if (bare.equals(path)) {
			return chain.filter(exchange);
		}
		PathPrefix.set(exchange, PREFIX);
		return chain.filter(exchange.mutate().request(request.mutate().path(bare).build()).build());
	}

	static String withoutPrefix(String path) {
		if (!path.startsWith(PREFIX)) {
			return path;
		}
		String rest = path.substring(PREFIX.length());
		if (rest.isEmpty()) {
			return "/";
		}
		return (rest.charAt(0) == '/') ? rest : path;
	}

}

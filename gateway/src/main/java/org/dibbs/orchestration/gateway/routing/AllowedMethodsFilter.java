package org.dibbs.orchestration.gateway.routing;

import java.util.LinkedHashSet;
import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses every other verb with 405. A predicate on the verb would make the path look
 * unknown instead. OPTIONS is answered here, and HEAD goes where GET goes, as on the
 * paths that the gateway serves itself.
 */
class AllowedMethodsFilter implements GatewayFilter {

	private final Set<HttpMethod> allowed;

	private final Set<HttpMethod> answered = new LinkedHashSet<>();

	AllowedMethodsFilter(Set<HttpMethod> allowed) {
		this.allowed = Set.copyOf(allowed);
		for (HttpMethod method : HttpMethod.values()) {
			boolean head = method.equals(HttpMethod.HEAD) && allowed.contains(HttpMethod.GET);
			if (head || allowed.contains(method) || method.equals(HttpMethod.OPTIONS)) {
				this.answered.add(method);
			}
		}
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (!this.answered.contains(method)) {
			return Mono.error(() -> new MethodNotAllowedException(method, this.allowed));
		}
		return method.equals(HttpMethod.OPTIONS) ? tell(exchange.getResponse()) : chain.filter(exchange);
	}

	private Mono<Void> tell(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.OK);
		response.getHeaders().setAllow(this.answered);
		return response.setComplete();
	}

}

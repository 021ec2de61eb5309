package org.dibbs.orchestration.gateway.routing;

import java.net.URI;
import java.time.Duration;

import org.dibbs.orchestration.gateway.worker.Round;
import org.dibbs.orchestration.gateway.worker.Worker;
import org.dibbs.orchestration.gateway.worker.WorkerFailure;
import org.dibbs.orchestration.gateway.worker.Workers;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends a request to the worker whose turn it is, and to the next one if that one cannot
 * be reached. What certainly did not arrive is sent on whatever its verb; what may have
 * arrived only if it changes nothing. When the retry filter asks again, another worker is
 * asked, if there is one.
 */
class WorkerFilter implements GatewayFilter, Ordered {

	private static final String ROUND = WorkerFilter.class.getName() + ".round";

	private final Workers workers;

	private final Duration patience;

	/**
	 * Makes the filter.
	 * @param workers the workers
	 * @param patience how long after its begin a request may be sent to a further worker
	 */
	WorkerFilter(Workers workers, Duration patience) {
		this.workers = workers;
		this.patience = patience;
	}

	@Override
	public int getOrder() {
		// Inside the retry filter and the circuit breaker, and after the filter that
		// makes the address from the route.
		return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		Round round = (Round) exchange.getAttributes()
			.computeIfAbsent(ROUND, (name) -> new Round(this.workers, this.patience));
		return round.ask((worker) -> ask(worker, exchange, chain), (ex) -> sendOn(exchange, ex));
	}

	private static Mono<Void> ask(Worker worker, ServerWebExchange exchange, GatewayFilterChain chain) {
		URI url = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
		exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, worker.address(url));
		return chain.filter(exchange);
	}

	// What is sent on must not find what the attempt before it left behind.
	private static boolean sendOn(ServerWebExchange exchange, Throwable ex) {
		boolean again = maySendAgain(exchange.getRequest().getMethod(), ex);
		if (again) {
			ServerWebExchangeUtils.reset(exchange);
		}
		return again;
	}

	private static boolean maySendAgain(HttpMethod method, Throwable ex) {
		boolean changesNothing = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
		return WorkerFailure.didNotArrive(ex) || (changesNothing && WorkerFailure.isFailure(ex));
	}

}

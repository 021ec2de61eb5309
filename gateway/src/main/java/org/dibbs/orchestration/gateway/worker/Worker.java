package org.dibbs.orchestration.gateway.worker;

import java.net.URI;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import reactor.core.publisher.Mono;

/**
 * One of the workers that serve the routed paths, with what keeps it alone for a while
 * after it could not be reached.
 *
 * @param base scheme, host and port
 * @param breaker open while the worker is left alone
 */
public record Worker(URI base, CircuitBreaker breaker) {

	/**
	 * Asks this worker unless it is left alone. When the time for that is over, one
	 * request finds out how it is, and the others go on leaving it alone.
	 * @param <T> what it answers
	 * @param call asks it; not subscribed to where it is left alone
	 * @return what came of it; CallNotPermittedException if it is left alone
	 */
	<T> Mono<T> ask(Mono<T> call) {
		return call.transformDeferred(CircuitBreakerOperator.of(this.breaker));
	}

	/**
	 * Asks this worker although it is left alone, for a caller who has no other.
	 * @param <T> what it answers
	 * @param call asks it
	 * @return what came of it
	 */
	<T> Mono<T> askNevertheless(Mono<T> call) {
		return call.doOnSuccess((done) -> this.breaker.reset());
	}

	/**
	 * Whether the worker is left alone, as it failed when it was asked last.
	 * @return false where it is believed to answer
	 */
	public boolean isLeftAlone() {
		return this.breaker.getState() != CircuitBreaker.State.CLOSED;
	}

	/**
	 * The address of a request at this worker.
	 * @param url the address of the request anywhere
	 * @return the same path and query here
	 */
	public URI address(URI url) {
		String query = url.getRawQuery();
		return URI.create(this.base + url.getRawPath() + ((query != null) ? "?" + query : ""));
	}

}

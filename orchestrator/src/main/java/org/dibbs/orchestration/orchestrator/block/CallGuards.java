package org.dibbs.orchestration.orchestrator.block;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker and the two retries (for what may be repeated and what may not) of
 * every service. The breaker sees each attempt.
 */
final class CallGuards {

	private static final Logger logger = LoggerFactory.getLogger(CallGuards.class);

	private final Map<BuildingBlock, CircuitBreaker> breakers = new HashMap<>();

	private final Map<BuildingBlock, Retry> repeating = new HashMap<>();

	private final Map<BuildingBlock, Retry> cautious = new HashMap<>();

	CallGuards(CircuitBreakerRegistry breakers, RetryRegistry retries, BuildingBlockProperties.Retry settings,
			Collection<BuildingBlock> blocks, BlockMetrics metrics) {
		RetryConfig repeatingConfig = retryConfig(settings, true);
		RetryConfig cautiousConfig = retryConfig(settings, false);
		for (BuildingBlock block : blocks) {
			String name = block.serviceKeys().getFirst();
			CircuitBreaker breaker = breakers.circuitBreaker(name);
			breaker.getEventPublisher()
				.onStateTransition((event) -> logger.warn("The circuit breaker of service {} goes from {} to {}", name,
						event.getStateTransition().getFromState(), event.getStateTransition().getToState()));
			this.breakers.put(block, breaker);
			this.repeating.put(block, counted(retries.retry(name, repeatingConfig), name, metrics));
			this.cautious.put(block, counted(retries.retry(name + "-unrepeatable", cautiousConfig), name, metrics));
		}
		metrics.watch(this.breakers.values());
	}

	private static Retry counted(Retry retry, String service, BlockMetrics metrics) {
		retry.getEventPublisher().onRetry((event) -> metrics.retried(service));
		return retry;
	}

	/**
	 * Makes a call under the guards of its service.
	 * @param endpoint the endpoint that is called
	 * @param attempt makes one attempt
	 * @return the answer
	 * @throws Exception what the last attempt threw
	 */
	ServiceResponse call(BuildingBlockEndpoint endpoint, Callable<ServiceResponse> attempt) throws Exception {
		CircuitBreaker breaker = get(this.breakers, endpoint);
		Retry retry = get(endpoint.repeatable() ? this.repeating : this.cautious, endpoint);
		return retry.executeCallable(() -> breaker.executeCallable(attempt));
	}

	private static <T> T get(Map<BuildingBlock, T> guards, BuildingBlockEndpoint endpoint) {
		T guard = guards.get(endpoint.block());
		if (guard == null) {
			throw new IllegalStateException("no guard for " + endpoint.block());
		}
		return guard;
	}

	// Exceptions only: Resilience4j 2.3 fails with a NullPointerException when it is
	// interrupted while it waits after a result.
	private static RetryConfig retryConfig(BuildingBlockProperties.Retry settings, boolean repeatable) {
		return RetryConfig.custom()
			.maxAttempts(settings.attempts())
			.intervalFunction(IntervalFunction.ofExponentialRandomBackoff(settings.initialInterval(), 2, 0.5,
					settings.maxInterval()))
			.retryOnException((ex) -> ex instanceof CallFailure failure && failure.kind().isRetried(repeatable))
			.build();
	}

	static CircuitBreakerConfig breakerConfig(BuildingBlockProperties.CircuitBreaker settings, Clock clock) {
		return CircuitBreakerConfig.custom()
			.slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
			.slidingWindowSize(settings.window())
			.minimumNumberOfCalls(settings.minimumCalls())
			.failureRateThreshold(settings.failureRate())
			.waitDurationInOpenState(settings.openDuration())
			.permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
			.recordException((ex) -> ex instanceof CallFailure failure && failure.kind().isCounted())
			.ignoreException((ex) -> ex instanceof CallFailure failure && failure.kind().isIgnored())
			.writableStackTraceEnabled(false)
			.clock(clock)
			.build();
	}

}

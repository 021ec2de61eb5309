package org.dibbs.orchestration.gateway.worker;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that this front door was told of, who take turns. Safe for all threads.
 */
public class Workers {

	private static final Logger logger = LoggerFactory.getLogger(Workers.class);

	private final List<Worker> workers;

	// Not all front doors begin with the same one.
	private final AtomicInteger turn = new AtomicInteger(ThreadLocalRandom.current().nextInt());

	/**
	 * Makes the list from the settings.
	 * @param orchestrator where the workers are, and how long one is left alone
	 * @throws OrchestratorUrlException if an address cannot be used
	 */
	public Workers(OrchestratorProperties orchestrator) {
		// One failure is enough: whoever has no other worker is let through nevertheless.
		CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
			.slidingWindowSize(1)
			.minimumNumberOfCalls(1)
			.failureRateThreshold(100)
			.permittedNumberOfCallsInHalfOpenState(1)
			.waitDurationInOpenState(orchestrator.openDuration())
			.recordException(WorkerFailure::isFailure)
			.writableStackTraceEnabled(false)
			.build();
		this.workers = OrchestratorUrls.parse(orchestrator.url()).stream().map((url) -> worker(url, breaker)).toList();
	}

	private static Worker worker(URI url, CircuitBreakerConfig config) {
		CircuitBreaker breaker = CircuitBreaker.of(url.toString(), config);
		breaker.getEventPublisher().onStateTransition((event) -> tell(url, event.getStateTransition()));
		return new Worker(url, breaker);
	}

	private static void tell(URI url, StateTransition change) {
		if (change == StateTransition.CLOSED_TO_OPEN) {
			logger.warn("The worker at {} does not answer; others are asked first", url);
		}
		else if (change.getToState() == State.CLOSED) {
			logger.info("The worker at {} answers again", url);
		}
	}

	/**
	 * All workers, in the order in which a request may ask them.
	 * @return a list of the caller's own, beginning with the worker whose turn it is
	 */
	public List<Worker> inTurn() {
		List<Worker> all = new ArrayList<>(this.workers);
		Collections.rotate(all, -Math.floorMod(this.turn.getAndIncrement(), all.size()));
		return all;
	}

	/**
	 * Whether every worker failed when it was asked last.
	 * @return false as long as one of them is believed to answer
	 */
	public boolean noneAnswers() {
		return this.workers.stream().allMatch(Worker::isLeftAlone);
	}

}

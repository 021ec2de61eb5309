package org.dibbs.orchestration.gateway.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import reactor.core.publisher.Mono;

/**
 * Which workers one request may still ask: first those that answer, in turn, then those
 * that are left alone. For one request, which is on one thread at a time.
 */
public class Round {

	private final Workers workers;

	private final long start = System.nanoTime();

	private final long patience;

	private final Deque<Worker> next = new ArrayDeque<>();

	private final Deque<Worker> leftAlone = new ArrayDeque<>();

	/**
	 * Begins.
	 * @param workers all workers
	 * @param patience how long after now a further worker may be asked
	 */
	public Round(Workers workers, Duration patience) {
		this.workers = workers;
		this.patience = patience.toNanos();
	}

	/**
	 * Asks the worker whose turn it is, and the next one as long as it fails. Where all
	 * were asked before, it begins anew.
	 * @param <T> what a worker answers
	 * @param call asks one
	 * @param sendOn whether, after an error, a further worker may be asked; it is asked
	 * only where there is one, and time
	 * @return what came of it; the error of the last who was asked
	 */
	public <T> Mono<T> ask(Function<Worker, Mono<T>> call, Predicate<Throwable> sendOn) {
		return Mono.defer(() -> {
			if (isOver()) {
				this.next.addAll(this.workers.inTurn());
			}
			return askNext(call, sendOn);
		});
	}

	private <T> Mono<T> askNext(Function<Worker, Mono<T>> call, Predicate<Throwable> sendOn) {
		// Only those are left that are left alone.
		boolean lastResort = this.next.isEmpty();
		Worker worker = lastResort ? this.leftAlone.remove() : this.next.remove();
		Mono<T> asking = Mono.defer(() -> call.apply(worker));
		return (lastResort ? worker.askNevertheless(asking) : worker.ask(asking)).onErrorResume((ex) -> {
			if (ex instanceof CallNotPermittedException) {
				this.leftAlone.add(worker);
				return askNext(call, sendOn);
			}
			return (goesOn() && sendOn.test(ex)) ? askNext(call, sendOn) : Mono.error(ex);
		});
	}

	private boolean isOver() {
		return this.next.isEmpty() && this.leftAlone.isEmpty();
	}

	private boolean goesOn() {
		return !isOver() && System.nanoTime() - this.start < this.patience;
	}

}

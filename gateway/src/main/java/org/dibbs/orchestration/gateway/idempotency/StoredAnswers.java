package org.dibbs.orchestration.gateway.idempotency;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The answers to submissions that were accepted before, as the workers keep them. Waits
 * for one that is to come by having a worker wait. Safe for all threads.
 */
public final class StoredAnswers {

	private static final Logger logger = LoggerFactory.getLogger(StoredAnswers.class);

	/** What a worker waits at most. */
	private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

	/** There was an answer, or there never will be one. */
	private static final int GONE = 410;

	private final WorkerClient workers;

	private final IdempotencyProperties properties;

	private final AtomicInteger waiting = new AtomicInteger();

	StoredAnswers(WorkerClient workers, IdempotencyProperties properties) {
		this.workers = workers;
		this.properties = properties;
	}

	/**
	 * Waits for the answer to a submission. Cancelling gives up the waiting.
	 * @param caller who waits
	 * @param id the submission, which is on the queue
	 * @param wait how long to wait; zero for not at all
	 * @param accept what the caller accepts, or null
	 * @return the answer that the first caller got, or would have got; nothing where the
	 * wait is over before, or too many wait already
	 */
	public Mono<Answer> await(Caller caller, SubmissionId id, Duration wait, @Nullable String accept) {
		if (wait.isZero()) {
			return Mono.empty();
		}
		return Mono.using(this.waiting::incrementAndGet,
				(count) -> (count > this.properties.maxWaiting()) ? Mono.empty() : look(caller, id, wait, accept),
				(count) -> this.waiting.decrementAndGet());
	}

	int waiting() {
		return this.waiting.get();
	}

	private Mono<Answer> look(Caller caller, SubmissionId id, Duration wait, @Nullable String accept) {
		long end = System.nanoTime() + wait.toNanos();
		return Mono.defer(() -> lookOnce(caller, id, Duration.ofNanos(end - System.nanoTime()), accept))
			.repeatWhenEmpty((looks) -> looks.delayElements(this.properties.lookInterval()))
			.timeout(wait, Mono.empty());
	}

	private Mono<Answer> lookOnce(Caller caller, SubmissionId id, Duration left, @Nullable String accept) {
		long seconds = Math.clamp(left.plusMillis(999).toSeconds(), 0, LONGEST_LOOK.toSeconds());
		String path = IdempotencyKeys.SUBMISSIONS + id + "/result?wait=" + seconds + "s";
		return this.workers.get(caller, path, Duration.ofSeconds(seconds), accept)
			.filter((answer) -> answer.isResult() || answer.status() == GONE)
			.map((answer) -> new Answer(answer.status(), answer.contentType(), answer.body()))
			.onErrorResume(WorkerClient::isNoAnswer, (ex) -> {
				logger.debug("No worker told how submission {} is: {}", id, ex.toString());
				return Mono.empty();
			});
	}

}

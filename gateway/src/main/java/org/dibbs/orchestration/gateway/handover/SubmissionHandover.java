package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands valid submissions over to the workers.
 */
public interface SubmissionHandover {

	/**
	 * Puts a new submission on the queue and waits for its reply, as
	 * {@link #handOver(SubmissionId, String, SubmissionRequest, Duration, Runnable)}
	 * does.
	 * @param tenant whose it is
	 * @param request what the caller asks for
	 * @param wait how long the caller waits for the result
	 * @param copied is run when the request's bytes are not held any more
	 * @return the outcome
	 */
	default Mono<HandoverOutcome> handOver(String tenant, SubmissionRequest request, @Nullable Duration wait,
			Runnable copied) {
		return handOver(SubmissionId.next(), tenant, request, wait, copied);
	}

	/**
	 * Puts a submission on the queue and waits for its reply. Nothing happens before the
	 * result is subscribed to. Cancelling gives up the waiting, not the submission.
	 * @param id the name of the submission; one that may be on the queue already only by
	 * who does not wait, as the reply goes to whom the workers hear of first
	 * @param tenant whose it is
	 * @param request what the caller asks for; its bytes are not held any longer than
	 * until they are copied to the queue's client, however long the caller waits
	 * @param wait how long the caller waits for the result; zero for not at all, null for
	 * as long as is usual
	 * @param copied is run when they are not held any more, where they were taken at all
	 * @return the outcome, on a thread that may be used for rendering, not for blocking;
	 * or a {@link org.dibbs.orchestration.problem.ProblemException} where the submission
	 * was not accepted: too many waiting, queue not available, record too large
	 */
	Mono<HandoverOutcome> handOver(SubmissionId id, String tenant, SubmissionRequest request, @Nullable Duration wait,
			Runnable copied);

	/**
	 * Puts a batch on the queue, whole, in one record. Nothing happens before the result
	 * is subscribed to. Cancelling gives up the waiting, not the batch.
	 * @param id the name of the batch; one that was given before is the same batch
	 * @param tenant whose it is
	 * @param documents its messages, which validate; their bytes are held as
	 * {@link #handOver} holds those of a request
	 * @param copied as for {@link #handOver}
	 * @return a value when the batch is safe: whether whoever asks for it finds it now,
	 * else later, at the latest when a worker has taken it; on a thread that may be used
	 * for rendering, not for blocking. It fails as {@link #handOver} does
	 */
	Mono<Boolean> handOverBatch(SubmissionId id, String tenant, BatchDocuments documents, Runnable copied);

	/**
	 * Puts a submission on the queue and tells how far it comes. Nothing happens before
	 * the result is subscribed to, by one subscriber. Cancelling gives up the watching,
	 * not the submission.
	 * @param id the name of the submission, a new one
	 * @param tenant whose it is
	 * @param request what the caller asks for, as for {@link #handOver}
	 * @param copied as for {@link #handOver}
	 * @return the steps as they end, and those of a run that had to be begun anew once
	 * more; then the end. It completes without an end where the next step takes too long
	 * or the front door shuts down, and fails as {@link #handOver} does. On a thread that
	 * may be used for rendering, not for blocking
	 */
	Flux<SubmissionProgress> watch(SubmissionId id, String tenant, SubmissionRequest request, Runnable copied);

	/**
	 * How long a caller is kept waiting who does not say how long.
	 * @return the time
	 */
	Duration usualWait();

	/**
	 * Tells those who wait for the end of a submission by another way.
	 * @return a signal that the front door shuts down and keeps nobody waiting any longer
	 */
	Mono<Void> farewell();

}

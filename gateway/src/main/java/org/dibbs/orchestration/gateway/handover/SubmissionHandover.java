package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import reactor.core.publisher.Mono;

/**
 * Hands valid submissions over to the workers.
 */
public interface SubmissionHandover {

	/**
	 * Puts a submission on the queue and waits for its reply. Nothing happens before the
	 * result is subscribed to. Cancelling gives up the waiting, not the submission.
	 * @param request what the caller asks for; its bytes are not held any longer than
	 * until they are copied to the queue's client, however long the caller waits
	 * @param copied is run when they are not held any more, where they were taken at all
	 * @return the outcome, on a thread that may be used for rendering, not for blocking;
	 * or a {@link org.dibbs.orchestration.problem.ProblemException} where the submission
	 * was not accepted: too many waiting, queue not available, record too large
	 */
	Mono<HandoverOutcome> handOver(SubmissionRequest request, Runnable copied);

}

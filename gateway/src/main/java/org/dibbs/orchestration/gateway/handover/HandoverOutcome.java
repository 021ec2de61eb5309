package org.dibbs.orchestration.gateway.handover;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;

/**
 * What the caller of an accepted submission can be told. From here on the submission is
 * on the queue and is not lost.
 */
public sealed interface HandoverOutcome {

	/**
	 * The name of the submission.
	 * @return its id
	 */
	SubmissionId id();

	/**
	 * The workflow has ended, well or badly.
	 *
	 * @param id the submission's id
	 * @param reply how it ended
	 */
	record Answered(SubmissionId id, WorkflowReply reply) implements HandoverOutcome {

	}

	/**
	 * The workflow has not ended within the time a caller is kept waiting.
	 *
	 * @param id the submission's id
	 * @param findable whether whoever asks for it finds it now; else later, at the latest
	 * when a worker has taken it
	 */
	record StillRunning(SubmissionId id, boolean findable) implements HandoverOutcome {

	}

}

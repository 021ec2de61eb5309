package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 */
public sealed interface WorkflowEnd {

	/**
	 * What the caller gets, if this is the end of the submission.
	 * @return the reply
	 */
	WorkflowReply reply();

	/**
	 * It ended for good, well or badly.
	 *
	 * @param reply what the caller gets
	 */
	record Final(WorkflowReply reply) implements WorkflowEnd {

	}

	/**
	 * It ended by a failure that may pass.
	 *
	 * @param reply what the caller gets where there is no other attempt
	 * @param state the state before the step that failed; null where that was the first
	 */
	record Interrupted(WorkflowReply.Failed reply, @Nullable KeptState state) implements WorkflowEnd {

	}

	/**
	 * A step that must not be repeated was called, and nobody knows whether it took
	 * effect.
	 *
	 * @param reply what the caller gets
	 * @param failed the step
	 */
	record Unknown(WorkflowReply.Failed reply, StepEnd failed) implements WorkflowEnd {

	}

}

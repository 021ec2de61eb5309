package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run.
 *
 * @param config the workflow
 * @param request the message and all that came with it
 * @param from what an earlier run left to go on from; null where this one begins with the
 * first step
 * @param repeated whether steps that must not be repeated may have taken effect in an
 * earlier run, so that an answer which says so means that they are done
 * @param trace what its trace says of it; null where nobody asks
 */
public record WorkflowRun(WorkflowConfig config, SubmissionRequest request, @Nullable KeptState from, boolean repeated,
		@Nullable RunTrace trace) {

	/**
	 * A run of a submission that never ran before.
	 * @param config the workflow
	 * @param request the message and all that came with it
	 * @return the run
	 */
	public static WorkflowRun first(WorkflowConfig config, SubmissionRequest request) {
		return new WorkflowRun(config, request, null, false, null);
	}

	int firstStep() {
		return (this.from != null) ? this.from.nextStep() : 1;
	}

	WorkflowState begin() {
		WorkflowState start = WorkflowState.start(this.config, this.request);
		return (this.from != null) ? StateCodec.decode(this.from, start) : start;
	}

}

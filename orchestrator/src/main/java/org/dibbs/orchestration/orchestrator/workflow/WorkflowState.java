package org.dibbs.orchestration.orchestrator.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come. Immutable: a step leads to a new state.
 *
 * @param request what the caller asked for
 * @param data what the steps so far have made of the message
 * @param answers the answers of the steps so far, by step name in workflow order; of two
 * steps with one name the later counts
 * @param last the answer of the latest step; null before the first
 */
record WorkflowState(SubmissionRequest request, JsonFragment data, Map<String, ServiceResponse> answers,
		@Nullable ServiceResponse last) {

	static WorkflowState start(SubmissionRequest request) {
		return new WorkflowState(request, request.message(), Map.of(), null);
	}

	/**
	 * The state after a step.
	 * @param step the step
	 * @param answer what its building block answered
	 * @param newData what the next step works on; null where the step left the data alone
	 * @return the new state
	 */
	WorkflowState after(StepConfig step, ServiceResponse answer, @Nullable JsonFragment newData) {
		Map<String, ServiceResponse> all = new LinkedHashMap<>(this.answers);
		all.put(step.name(), answer);
		return new WorkflowState(this.request, (newData != null) ? newData : this.data,
				Collections.unmodifiableMap(all), answer);
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come. Immutable: a step leads to a new state.
 *
 * @param request what the caller asked for
 * @param data what the steps so far have made of the message
 * @param wanted the names of the steps whose answers somebody will ask for; those of the
 * others, which may be as large as the message, are not kept
 * @param answers the wanted answers of the steps so far, by step name in workflow order;
 * of two steps with one name the later counts
 * @param last the answer of the latest step; null before the first
 */
record WorkflowState(SubmissionRequest request, JsonFragment data, Set<String> wanted,
		Map<String, ServiceResponse> answers, @Nullable ServiceResponse last) {

	static WorkflowState start(WorkflowConfig config, SubmissionRequest request) {
		Set<String> wanted = new HashSet<>(config.outputs());
		config.steps().forEach((step) -> wanted.addAll(step.mapping().keySet()));
		return new WorkflowState(request, request.message(), Set.copyOf(wanted), Map.of(), null);
	}

	/**
	 * The state after a step.
	 * @param step the step
	 * @param answer what its building block answered
	 * @param newData what the next step works on; null where the step left the data alone
	 * @return the new state
	 */
	WorkflowState after(StepConfig step, ServiceResponse answer, @Nullable JsonFragment newData) {
		Map<String, ServiceResponse> kept = this.answers;
		if (this.wanted.contains(step.name())) {
			kept = new LinkedHashMap<>(this.answers);
			kept.put(step.name(), answer);
		}
		return new WorkflowState(this.request, (newData != null) ? newData : this.data, this.wanted,
				Collections.unmodifiableMap(kept), answer);
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockClient;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;

import org.springframework.stereotype.Component;

/**
 * Runs one step: builds the request, calls the building block, reads the answer. Called
 * by many threads at once.
 */
@Component
class StepRunner {

	private final EndpointCatalog endpoints;

	private final BuildingBlockClient client;

	StepRunner(EndpointCatalog endpoints, BuildingBlockClient client) {
		this.endpoints = endpoints;
		this.client = client;
	}

	/**
	 * Runs a step.
	 * @param step what to do
	 * @param state what to do it with
	 * @return the answer and what it means
	 * @throws StepInputException if the step cannot be called with what it is given
	 * @throws org.dibbs.orchestration.orchestrator.block.BuildingBlockException if its
	 * building block cannot be asked
	 */
	Outcome run(StepConfig step, WorkflowState state) {
		BuildingBlockEndpoint endpoint = this.endpoints.get(step.service(), step.endpoint());
		StepInput input = new StepInput(state.request().messageType(), state.request().message(),
				state.request().rrData(), state.data(), step.params(), mapped(step, state));
		ServiceResponse response = this.client.post(endpoint, step.endpoint(), endpoint.builder().build(input));
		return new Outcome(response, endpoint.unpacker().unpack(response));
	}

	private static Map<String, JsonFragment> mapped(StepConfig step, WorkflowState state) {
		Map<String, JsonFragment> mapped = new LinkedHashMap<>();
		step.mapping().forEach((earlier, param) -> {
			ServiceResponse answer = state.answers().get(earlier);
			if (answer == null) {
				throw new StepInputException("its config maps the answer of step '" + earlier + "' to param '" + param
						+ "', but no earlier step has that name");
			}
			mapped.put(param, OutputAssembler.asJson(answer));
		});
		return mapped;
	}

	/**
	 * How a step ended.
	 *
	 * @param response the building block's answer
	 * @param result what it means
	 */
	record Outcome(ServiceResponse response, StepResult result) {

	}

}

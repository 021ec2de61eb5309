package org.dibbs.orchestration.orchestrator.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockClient;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
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
	 * Prepares a step. Nothing is called yet.
	 * @param step what to do
	 * @param state what to do it with
	 * @return the call to make
	 * @throws StepInputException if the step cannot be called with what it is given
	 */
	Call prepare(StepConfig step, WorkflowState state) {
		BuildingBlockEndpoint endpoint = this.endpoints.get(step.service(), step.endpoint());
		StepInput input = new StepInput(state.request().messageType(), state.request().message(),
				state.request().rrData(), state.data(), step.params(), mapped(step, state));
		boolean repeatable = (step.once() != null) ? !step.once() : endpoint.repeatable();
		return new Call(endpoint.withRepeatable(repeatable), step.endpoint(), endpoint.builder().build(input));
	}

	/**
	 * Makes the call.
	 * @param call the call
	 * @param repeated whether an earlier run may have made it
	 * @return the answer and what it means
	 * @throws org.dibbs.orchestration.orchestrator.block.BuildingBlockException if its
	 * building block cannot be asked
	 */
	Outcome make(Call call, boolean repeated) {
		ServiceResponse response = this.client.post(call.endpoint(), call.path(), call.body());
		StepResult result = (repeated && call.isOnce()) ? call.endpoint().unpacker().unpackRepeated(response)
				: call.endpoint().unpacker().unpack(response);
		return new Outcome(response, result, FailureKind.ofStatus(response.status(), call.endpoint().repeatable()));
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
	 * A call that can be made.
	 *
	 * @param endpoint what is called, with as much care as the step demands
	 * @param path its path
	 * @param body what is sent
	 */
	record Call(BuildingBlockEndpoint endpoint, String path, JsonFragment body) {

		/** Whether the call must not be made again where it may have taken effect. */
		boolean isOnce() {
			return !this.endpoint.repeatable();
		}

	}

	/**
	 * How a step ended.
	 *
	 * @param response the building block's answer
	 * @param result what it means
	 * @param failure what can be done about it where it means a failure
	 */
	record Outcome(ServiceResponse response, StepResult result, FailureKind failure) {

	}

}

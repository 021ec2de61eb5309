package org.dibbs.orchestration.orchestrator.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;

/**
 * Puts the answer to the caller together from the answers of the building blocks.
 */
final class OutputAssembler {

	private static final String RESPONSES = "responses";

	private OutputAssembler() {
	}

	/**
	 * The reply of a workflow that ran to its end.
	 * @param config the workflow
	 * @param state the state after its last step
	 * @return the reply
	 */
	static WorkflowReply assemble(WorkflowConfig config, WorkflowState state) {
		ServiceResponse last = state.last();
		if (last != null && last.isXml() && config.defaultResponse()) {
			return new WorkflowReply.Completed(WorkflowReply.XML, last.body());
		}
		JsonFragment lastBody = (last != null && config.defaultResponse()) ? last.json() : JsonFragment.EMPTY_OBJECT;
		JsonFragment values = config.outputs().isEmpty() ? lastBody : withResponses(lastBody, config, state);
		JsonFragment body = new JsonObjectBuilder().member("message", "Processing succeeded!")
			.member("processed_values", values)
			.build();
		return new WorkflowReply.Completed(WorkflowReply.JSON, body.bytes());
	}

	private static JsonFragment withResponses(JsonFragment lastBody, WorkflowConfig config, WorkflowState state) {
		List<JsonFragment> responses = state.answers()
			.entrySet()
			.stream()
			.filter((answer) -> config.outputs().contains(answer.getKey()))
			.map((answer) -> new JsonObjectBuilder().member(answer.getKey(), asJson(answer.getValue())).build())
			.toList();
		Map<String, JsonFragment> members = new LinkedHashMap<>();
		Map<String, JsonFragment> lastMembers = JsonMembers.of(lastBody);
		if (lastMembers != null) {
			members.putAll(lastMembers);
		}
		members.put(RESPONSES, JsonObjectBuilder.array(responses));
		JsonObjectBuilder values = new JsonObjectBuilder();
		members.forEach(values::member);
		return values.build();
	}

	/**
	 * A building block's answer where JSON is wanted: XML becomes a string.
	 * @param answer the answer
	 * @return a JSON value
	 */
	static JsonFragment asJson(ServiceResponse answer) {
		return answer.isXml() ? JsonFragment.string(answer.text()) : answer.json();
	}

}

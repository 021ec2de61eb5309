package org.dibbs.orchestration.orchestrator.workflow;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state of a run down and reads it again. What the config and the submission
 * say is not part of it. Answers are kept as the bytes they were.
 */
final class StateCodec {

	private static final String DATA = "data";

	private static final String ANSWERS = "answers";

	private static final String LAST = "last";

	private static final String NAME = "name";

	private static final String STATUS = "status";

	private static final String CONTENT_TYPE = "content_type";

	private static final String BODY = "body";

	private StateCodec() {
	}

	/**
	 * Writes a state down.
	 * @param state the state
	 * @param nextStep the number of the step it is the state before
	 * @param isLast whether all steps are done; only then anybody asks for the answer of
	 * the latest
	 * @return the state, to be stored
	 */
	static KeptState encode(WorkflowState state, int nextStep, boolean isLast) {
		List<JsonFragment> answers = new ArrayList<>();
		state.answers().forEach((name, answer) -> answers.add(encode(name, answer)));
		ServiceResponse last = state.last();
		return new KeptState(nextStep,
				new JsonObjectBuilder().member(DATA, state.data())
					.member(ANSWERS, JsonObjectBuilder.array(answers))
					.optionalMember(LAST, (isLast && last != null) ? encode("", last) : null)
					.build());
	}

	private static JsonFragment encode(String name, ServiceResponse answer) {
		return new JsonObjectBuilder().member(NAME, name)
			.member(STATUS, answer.status())
			.member(CONTENT_TYPE, answer.contentType())
			.member(BODY, Base64.getEncoder().encodeToString(answer.body()))
			.build();
	}

	/**
	 * Reads a state.
	 * @param kept the stored state
	 * @param start the state that the same run begins with
	 * @return the state
	 * @throws IllegalArgumentException if it is none
	 */
	static WorkflowState decode(KeptState kept, WorkflowState start) {
		Map<String, JsonFragment> members = members(kept.document());
		Map<String, ServiceResponse> answers = new LinkedHashMap<>();
		List<JsonFragment> kepts = JsonMembers.elements(required(members, ANSWERS));
		for (JsonFragment each : (kepts != null) ? kepts : List.<JsonFragment>of()) {
			answers.put(required(members(each), NAME).text(), answer(each));
		}
		JsonFragment last = members.get(LAST);
		return new WorkflowState(start.request(), required(members, DATA), start.wanted(),
				Collections.unmodifiableMap(answers), answer(last, answers));
	}

	private static @Nullable ServiceResponse answer(@Nullable JsonFragment last, Map<String, ServiceResponse> answers) {
		if (last != null) {
			return answer(last);
		}
		return answers.isEmpty() ? null : List.copyOf(answers.values()).getLast();
	}

	private static ServiceResponse answer(JsonFragment kept) {
		Map<String, JsonFragment> members = members(kept);
		return new ServiceResponse(Integer.parseInt(required(members, STATUS).json()),
				required(members, CONTENT_TYPE).text(), Base64.getDecoder().decode(required(members, BODY).text()));
	}

	private static Map<String, JsonFragment> members(JsonFragment object) {
		Map<String, JsonFragment> members = JsonMembers.of(object);
		if (members == null) {
			throw new IllegalArgumentException("A kept state is no JSON object");
		}
		return members;
	}

	private static JsonFragment required(Map<String, JsonFragment> members, String name) {
		JsonFragment value = members.get(name);
		if (value == null) {
			throw new IllegalArgumentException("A kept state has no '" + name + "'");
		}
		return value;
	}

}

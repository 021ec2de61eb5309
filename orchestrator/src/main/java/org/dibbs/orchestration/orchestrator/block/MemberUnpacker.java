package org.dibbs.orchestration.orchestrator.block;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * Reads answers that are JSON objects with a certain member. One that is missing, or
 * null, makes the answer unusable: null is never handed on to the next step.
 */
public abstract class MemberUnpacker extends AnswerUnpacker {

	private final BuildingBlock block;

	private final String key;

	/**
	 * Creates the unpacker.
	 * @param block the service, to be named in errors
	 * @param key the member that an answer must have
	 * @param errorText makes the error text of the contract
	 */
	protected MemberUnpacker(BuildingBlock block, String key, ErrorText errorText) {
		super(errorText);
		this.block = block;
		this.key = key;
	}

	@Override
	protected final StepResult accept(ServiceResponse response) {
		Map<String, JsonFragment> members = response.members();
		if (members == null) {
			return unusable("something else than a JSON object");
		}
		JsonFragment value = members.get(this.key);
		return (value != null && !value.isNull()) ? accept(value, members) : missing(this.key);
	}

	/**
	 * Reads the member.
	 * @param value its value, which is not null
	 * @param members all members of the answer
	 * @return what the workflow does next
	 */
	protected abstract StepResult accept(JsonFragment value, Map<String, JsonFragment> members);

	/**
	 * The result for an answer that lacks a member.
	 * @param path the member's name, with the names of what it should be in
	 * @return the result
	 */
	protected final StepResult missing(String path) {
		return unusable("no value for '" + path + "'");
	}

	private StepResult unusable(String what) {
		return new StepResult.Unusable("service " + this.block.serviceKeys().getFirst() + " answered 200 with " + what);
	}

}

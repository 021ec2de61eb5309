package org.dibbs.orchestration.orchestrator.block.validation;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for the validation of the message.
 */
final class ValidateRequestBuilder implements RequestBuilder {

	// as upstream: the message as it was submitted, whatever earlier steps made of it
	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("message_type", input.messageType())
			.member("include_error_types", input.param("include_error_types"))
			.member("message", input.message())
			.member("rr_data", input.rrData())
			.build();
	}

}

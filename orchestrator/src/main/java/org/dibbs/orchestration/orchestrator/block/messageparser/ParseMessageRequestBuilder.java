package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for the values that a schema picks out of the data.
 */
final class ParseMessageRequestBuilder implements RequestBuilder {

	// as upstream: the format is told from the data; the param message_format has no say
	@Override
	public JsonFragment build(StepInput input) {
		String format = StepInput.isBundle(input.data()) ? "fhir" : input.messageType();
		return new JsonObjectBuilder().member("message", input.data())
			.member("message_format", format)
			.member("parsing_schema_name", input.param("parsing_schema_name"))
			.member("credential_manager", input.param("credential_manager"))
			.build();
	}

}

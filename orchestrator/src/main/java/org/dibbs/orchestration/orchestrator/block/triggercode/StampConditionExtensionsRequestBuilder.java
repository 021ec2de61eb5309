package org.dibbs.orchestration.orchestrator.block.triggercode;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for a bundle's resources to be marked with conditions.
 */
final class StampConditionExtensionsRequestBuilder implements RequestBuilder {

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("bundle", input.data())
			.member("conditions", input.param("conditions"))
			.build();
	}

}

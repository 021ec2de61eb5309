package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for phone numbers in standard form.
 */
final class StandardizePhonesRequestBuilder implements RequestBuilder {

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("data", input.data())
			.member("overwrite", input.param("overwrite", "true"))
			.build();
	}

}

package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for names in standard form.
 */
final class StandardizeNamesRequestBuilder implements RequestBuilder {

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("data", input.data())
			.member("trim", input.param("trim", "true"))
			.member("overwrite", input.param("overwrite", "true"))
			.member("case", input.param("case", "upper"))
			.member("remove_numbers", input.param("remove_numbers", "true"))
			.build();
	}

}

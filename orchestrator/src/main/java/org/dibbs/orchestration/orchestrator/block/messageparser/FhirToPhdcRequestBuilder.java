package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Asks for a PHDC document.
 */
final class FhirToPhdcRequestBuilder implements RequestBuilder {

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("message", input.data())
			.member("phdc_report_type", input.param("phdc_report_type"))
			.build();
	}

}

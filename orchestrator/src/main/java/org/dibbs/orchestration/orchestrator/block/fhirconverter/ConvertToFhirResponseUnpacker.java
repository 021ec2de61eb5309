package org.dibbs.orchestration.orchestrator.block.fhirconverter;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with the bundle the converter made.
 */
final class ConvertToFhirResponseUnpacker extends MemberUnpacker {

	ConvertToFhirResponseUnpacker() {
		super(BuildingBlock.FHIR_CONVERTER, "response", ErrorText.prefixed("FHIR Converter request failed: "));
	}

	@Override
	protected StepResult accept(JsonFragment response, Map<String, JsonFragment> members) {
		JsonFragment resource = JsonMembers.member(response, "FhirResource");
		return (resource != null && !resource.isNull()) ? StepResult.Continue.with(resource)
				: missing("response.FhirResource");
	}

}

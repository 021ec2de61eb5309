package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with what was there before: saving changes nothing about the data.
 */
final class SaveFhirDataResponseUnpacker extends MemberUnpacker {

	SaveFhirDataResponseUnpacker() {
		super(BuildingBlock.ECR_VIEWER, "message", ErrorText.prefixed("Saving failed: ").withMessageOf400());
	}

	// as upstream: a save leaves the data alone
	@Override
	protected StepResult accept(JsonFragment message, Map<String, JsonFragment> members) {
		return StepResult.Continue.unchanged();
	}

}

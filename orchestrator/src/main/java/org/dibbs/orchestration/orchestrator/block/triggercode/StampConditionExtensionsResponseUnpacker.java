package org.dibbs.orchestration.orchestrator.block.triggercode;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with the marked bundle.
 */
final class StampConditionExtensionsResponseUnpacker extends MemberUnpacker {

	StampConditionExtensionsResponseUnpacker() {
		super(BuildingBlock.TRIGGER_CODE_REFERENCE, "extended_bundle",
				ErrorText.prefixed("Stamping condition extensions failed: ").withMessageOf400().withBodyOf422());
	}

	@Override
	protected StepResult accept(JsonFragment extendedBundle, Map<String, JsonFragment> members) {
		return StepResult.Continue.with(extendedBundle);
	}

}

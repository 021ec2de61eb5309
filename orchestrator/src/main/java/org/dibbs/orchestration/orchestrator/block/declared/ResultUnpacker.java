package org.dibbs.orchestration.orchestrator.block.declared;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with one member of the answer.
 */
final class ResultUnpacker extends MemberUnpacker {

	ResultUnpacker(BuildingBlock block, String member) {
		super(block, member, ErrorText.body());
	}

	@Override
	protected StepResult accept(JsonFragment value, Map<String, JsonFragment> members) {
		return StepResult.Continue.with(value);
	}

}

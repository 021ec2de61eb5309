package org.dibbs.orchestration.orchestrator.block.messageparser;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with the values the parser picked out.
 */
final class ParseMessageResponseUnpacker extends MemberUnpacker {

	ParseMessageResponseUnpacker() {
		super(BuildingBlock.MESSAGE_PARSER, "parsed_values",
				ErrorText.prefixed("Message Parser request failed: ").withMessageOf400().withBodyOf422());
	}

	@Override
	protected StepResult accept(JsonFragment parsedValues, Map<String, JsonFragment> members) {
		return StepResult.Continue.with(parsedValues);
	}

}

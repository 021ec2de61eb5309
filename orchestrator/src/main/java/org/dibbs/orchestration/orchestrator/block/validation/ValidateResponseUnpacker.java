package org.dibbs.orchestration.orchestrator.block.validation;

import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.MemberUnpacker;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * Lets valid messages pass and refuses the others with the validator's findings.
 */
final class ValidateResponseUnpacker extends MemberUnpacker {

	ValidateResponseUnpacker() {
		super(BuildingBlock.VALIDATION, "message_valid", ErrorText.prefixed("Validation service failed: "));
	}

	// as upstream: validation leaves the data alone
	@Override
	protected StepResult accept(JsonFragment valid, Map<String, JsonFragment> members) {
		return switch (valid.json()) {
			case "true" -> StepResult.Continue.unchanged();
			case "false" -> refuse(members.get("validation_results"));
			default -> missing("message_valid");
		};
	}

	private StepResult refuse(@Nullable JsonFragment results) {
		return (results != null) ? new StepResult.Refuse(results) : missing("validation_results");
	}

}

package org.dibbs.orchestration.orchestrator.block.declared;

import org.dibbs.orchestration.orchestrator.block.AnswerUnpacker;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Goes on with what was there before, whatever the service has answered with its 200.
 */
final class UnchangedUnpacker extends AnswerUnpacker {

	UnchangedUnpacker() {
		super(ErrorText.body());
	}

	@Override
	protected StepResult accept(ServiceResponse response) {
		return StepResult.Continue.unchanged();
	}

}

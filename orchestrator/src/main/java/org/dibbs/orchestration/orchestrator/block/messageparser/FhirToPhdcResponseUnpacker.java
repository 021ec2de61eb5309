package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.orchestrator.block.AnswerUnpacker;
import org.dibbs.orchestration.orchestrator.block.ErrorText;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;

/**
 * Takes a 200 for the document, which is XML and therefore no data for a further step:
 * the workflow hands the last answer to its caller as it is.
 */
final class FhirToPhdcResponseUnpacker extends AnswerUnpacker {

	FhirToPhdcResponseUnpacker() {
		super(ErrorText.body());
	}

	@Override
	protected StepResult accept(ServiceResponse response) {
		if (!response.isXml() && !response.isJson()) {
			return new StepResult.Unusable("service message_parser answered 200 with neither XML nor JSON");
		}
		return StepResult.Continue.unchanged();
	}

}

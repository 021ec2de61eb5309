package org.dibbs.orchestration.orchestrator.block.triggercode;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StampConditionExtensionsTests extends BuildingBlockContract {

	@Override
	protected String name() {
		return "stamp-condition-extensions";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new TriggerCodeEndpoints().stampConditionExtensions();
	}

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.with(answerMember("200.json", "extended_bundle"));
	}

	@Override
	protected String expectedError(int status, String body) {
		return plainOr("Stamping condition extensions failed: ", status, body);
	}

	@Override
	protected String expectedKey() {
		return "extended_bundle";
	}

	@Test
	void sendsTheConditionsOfTheConfigAsTheyAre() {
		assertThat(requestMember(Inputs.withParams(input(), "{\"conditions\":[\"1\", 2]}"), "conditions").json())
			.isEqualTo("[\"1\", 2]");
	}

}

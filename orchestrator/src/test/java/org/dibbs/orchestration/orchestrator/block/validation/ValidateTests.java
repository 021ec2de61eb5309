package org.dibbs.orchestration.orchestrator.block.validation;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateTests extends BuildingBlockContract {

	@Override
	protected String name() {
		return "validate";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new ValidationEndpoints().validate();
	}

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.unchanged();
	}

	@Override
	protected String expectedError(int status, String body) {
		return "Validation service failed: " + body;
	}

	@Override
	protected String expectedKey() {
		return "message_valid";
	}

	@Test
	void sendsTheMessageAsItWasSubmitted() {
		StepInput input = Inputs.withData(input(), "{\"resourceType\":\"Bundle\"}");
		assertThat(request(input)).isEqualTo(resource("request.json"));
	}

	@Test
	void sendsNullWhereThereIsNoRrDataAndNoParam() {
		StepInput input = Inputs.withParams(Inputs.withoutRrData(input()), "{}");
		assertThat(requestMember(input, "rr_data").isNull()).isTrue();
		assertThat(requestMember(input, "include_error_types").isNull()).isTrue();
	}

	@Test
	void refusesAMessageThatIsNotValidWithTheFindings() {
		assertThat(unpack(200, resource("200-invalid.json")))
			.isEqualTo(new StepResult.Refuse(answerMember("200-invalid.json", "validation_results")));
	}

	@Test
	void takesNothingButTrueAndFalseForAVerdict() {
		for (String verdict : new String[] { "\"true\"", "1", "{}" }) {
			assertThat(unpack(200, "{\"message_valid\":" + verdict + ",\"validation_results\":{}}"))
				.isInstanceOf(StepResult.Unusable.class);
		}
	}

	@Test
	void findsARefusalWithoutFindingsUnusable() {
		assertThat(unpack(200, "{\"message_valid\":false}")).isEqualTo(
				new StepResult.Unusable("service validation answered 200 with no value for 'validation_results'"));
	}

}

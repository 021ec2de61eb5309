package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParseMessageTests extends BuildingBlockContract {

	@Override
	protected String name() {
		return "parse_message";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new MessageParserEndpoints().parseMessage();
	}

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.with(answerMember("200.json", "parsed_values"));
	}

	@Override
	protected String expectedError(int status, String body) {
		return plainOr("Message Parser request failed: ", status, body);
	}

	@Override
	protected String expectedKey() {
		return "parsed_values";
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"resourceType\":\"Bundle\"}|ECR|fhir", "{\"resourceType\":\"Patient\"}|ECR|ecr",
					"{\"resourceType\":[]}|ECR|ecr", "{}|VXU|vxu", "\"MSH\"|ELR|elr", "\"Bundle\"|FHIR|fhir" })
	void tellsTheFormatFromTheData(String data, MessageType type, String format) {

		StepInput input = Inputs.withData(Inputs.withType(input(), type), data);
		assertThat(requestMember(input, "message_format").text()).isEqualTo(format);
	}

	@Test
	void sendsNullForParamsThatAreNotThere() {
		assertThat(request(Inputs.withParams(input(), "{}")))
			.endsWith(",\"parsing_schema_name\":null,\"credential_manager\":null}");
	}

}

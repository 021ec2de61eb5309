package org.dibbs.orchestration.orchestrator.block.fhirconverter;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConvertToFhirTests extends BuildingBlockContract {

	@Override
	protected String name() {
		return "convert-to-fhir";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new FhirConverterEndpoints().convertToFhir();
	}

	@Override
	protected StepResult expectedResult() {
		JsonFragment response = answerMember("200.json", "response");
		return StepResult.Continue.with(JsonMembers.member(response, "FhirResource"));
	}

	@Override
	protected String expectedError(int status, String body) {
		return "FHIR Converter request failed: " + body;
	}

	@Override
	protected String expectedKey() {
		return "response.FhirResource";
	}

	@ParameterizedTest
	@CsvSource({ "FHIR,fhir,''", "ECR,ecr,EICR", "ELR,elr,ORU_R01", "VXU,vxu,VXU_V04" })
	void takesTheTemplateOfTheMessagesType(MessageType type, String inputType, String template) {
		StepInput input = Inputs.withParams(Inputs.withType(input(), type), "{\"root_template\":\"other\"}");
		assertThat(requestMember(input, "input_type").text()).isEqualTo(inputType);
		assertThat(requestMember(input, "root_template").text()).isEqualTo(template);
	}

	@Test
	void leavesATypeItDoesNotKnowForTheConverterToRefuse() {
		StepInput input = Inputs.withType(input(), "zzz");
		assertThat(requestMember(input, "input_type").text()).isEqualTo("zzz");
		assertThat(requestMember(input, "root_template").text()).isEmpty();
	}

	@Test
	void namesTheInnerMemberThatIsMissing() {
		for (String response : new String[] { "{}", "[]", "{\"FhirResource\":null}" }) {
			assertThat(unpack(200, "{\"response\":" + response + "}")).isEqualTo(new StepResult.Unusable(
					"service fhir_converter answered 200 with no value for 'response.FhirResource'"));
		}
	}

}

package org.dibbs.orchestration.orchestrator.block.messageparser;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FhirToPhdcTests extends BuildingBlockContract {

	@Override
	protected String name() {
		return "fhir_to_phdc";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new MessageParserEndpoints().fhirToPhdc();
	}

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.unchanged();
	}

	@Override
	protected String expectedError(int status, String body) {
		return body;
	}

	@Override
	protected String expectedKey() {
		return null;
	}

	@Test
	void neverUsesADocumentThatIsNeitherXmlNorJson() {
		assertThat(unpack(200, "<a>secret</a>")).isInstanceOfSatisfying(StepResult.Unusable.class,
				(unusable) -> assertThat(unusable.reason()).contains("neither XML nor JSON").doesNotContain("secret"));
	}

	@Test
	void sendsNullForAReportTypeThatIsNotThere() {
		assertThat(request(Inputs.withParams(input(), "{}"))).endsWith(",\"phdc_report_type\":null}");
	}

}

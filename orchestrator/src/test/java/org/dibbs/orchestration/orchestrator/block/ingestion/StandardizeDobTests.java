package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandardizeDobTests extends IngestionContract {

	@Override
	protected String name() {
		return "standardize_dob";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new IngestionEndpoints().standardizeDob();
	}

	@Override
	protected StepResult expectedResult() {
		return new StepResult.Continue(answerMember("200.json", "bundle"),
				"ingestion answered 200 with an inner status code of 400; the bundle goes on as it came back");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{}|\"Y%-m%-d%\"", "{\"dob_format\":\"\"}|\"Y%-m%-d%\"", "{\"dob_format\":null}|\"Y%-m%-d%\"",
					"`{\"dob_format\":\"\",\"format\":\"\"}`|\"Y%-m%-d%\"", "{\"dob_format\":\"%m\"}|\"%m\"",
					"{\"format\":\"%d\"}|\"%d\"", "`{\"format\":\"%d\",\"dob_format\":\"%m\"}`|\"%m\"",
					"`{\"format\":\"%d\",\"dob_format\":\"\"}`|\"%d\"", "{\"format\":7}|7" })
	void sendsTheFormatOfTheConfigOrTheOneThatAlwaysWasSent(String params, String format) {
		assertThat(requestMember(Inputs.withParams(input(), params), "format").json()).isEqualTo(format);
	}

}

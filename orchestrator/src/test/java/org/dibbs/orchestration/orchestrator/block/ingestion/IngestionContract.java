package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the four endpoints of ingestion have in common.
 */
abstract class IngestionContract extends BuildingBlockContract {

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.with(answerMember("200.json", "bundle"));
	}

	@Override
	protected String expectedError(int status, String body) {
		return plainOr("Standardization request failed: ", status, body);
	}

	@Override
	protected String expectedKey() {
		return "bundle";
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "\"400\"|400", "500|500", "\"1900-01-02\"|no known form", "null|no known form" })
	void goesOnWithAWarningWhereTheInnerStatusIsAFailure(String code, String shown) {
		StepResult result = unpack(200,
				"{\"status_code\":" + code + ",\"message\":\"Invalid date supplied: 1900-01-02\",\"bundle\":{}}");
		assertThat(result).isInstanceOfSatisfying(StepResult.Continue.class, (next) -> {
			assertThat(next.data().json()).isEqualTo("{}");
			assertThat(next.warning()).contains("inner status code of " + shown).doesNotContain("1900");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "\"status_code\":\"200\",", "\"status_code\":200,", "``" })
	void goesOnWithoutAWarningWhereTheInnerStatusIsNone(String code) {
		assertThat(unpack(200, "{" + code + "\"bundle\":{}}")).isInstanceOfSatisfying(StepResult.Continue.class,
				(next) -> assertThat(next.warning()).isNull());
	}

}

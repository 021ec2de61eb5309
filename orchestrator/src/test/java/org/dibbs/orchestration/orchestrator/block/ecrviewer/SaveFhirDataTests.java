package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockContract;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SaveFhirDataTests extends BuildingBlockContract {

	private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"id\":\"1\"}";

	@Override
	protected String name() {
		return "save-fhir-data";
	}

	@Override
	protected BuildingBlockEndpoint endpoint() {
		return new EcrViewerEndpoints().saveFhirData();
	}

	@Override
	protected StepResult expectedResult() {
		return StepResult.Continue.unchanged();
	}

	@Override
	protected String expectedError(int status, String body) {
		return (status == 400) ? JsonMembers.member(JsonFragment.literal(body), "message").text()
				: "Saving failed: " + body;
	}

	@Override
	protected String expectedKey() {
		return "message";
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"message\":\"Failed to insert data to database. duplicate key value violates unique constraint\"}",
			"{\"message\":\"Violation of PRIMARY KEY constraint 'PK'. Cannot insert duplicate key in object 'dbo.ecr'.\"}" })
	void understandsThatAnEarlierAttemptHadSaved(String body) {
		ServiceResponse duplicate = new ServiceResponse(500, "application/json", body.getBytes(StandardCharsets.UTF_8));
		assertThat(endpoint().unpacker().unpackRepeated(duplicate)).isInstanceOfSatisfying(StepResult.Continue.class,
				(goOn) -> assertThat(goOn.warning()).contains("had saved"));
		assertThat(endpoint().unpacker().unpack(duplicate)).isInstanceOf(StepResult.Fail.class);
	}

	@Test
	void anotherErrorIsOneAlsoWhereAnEarlierAttemptMayHaveSaved() {
		ServiceResponse failed = new ServiceResponse(500, "text/plain", "disk full".getBytes(StandardCharsets.UTF_8));
		assertThat(endpoint().unpacker().unpackRepeated(failed)).isInstanceOf(StepResult.Fail.class);
	}

	@Test
	void savesTheCurrentBundleAloneWhereTheConfigSaysNothing() {
		assertThat(request(bare(BUNDLE))).isEqualTo("{\"fhirBundle\":" + BUNDLE + "}");
	}

	@Test
	void savesTheCurrentBundleWhereTheMappedAnswerHasNone() {
		for (String answer : new String[] { "{\"bundle\":{}}", "{\"extended_bundle\":null}", "7" }) {
			assertThat(request(Inputs.withMapped(bare(BUNDLE), "{\"fhirBundle\":" + answer + "}")))
				.isEqualTo("{\"fhirBundle\":" + BUNDLE + "}");
		}
	}

	@Test
	void savesTheMessageOfAFhirSubmissionWhereTheDataAreNoBundle() {
		StepInput input = Inputs.withMessage(Inputs.withType(bare("{\"last_name\":\"E\"}"), MessageType.FHIR), BUNDLE);
		assertThat(request(input)).isEqualTo("{\"fhirBundle\":" + BUNDLE + "}");
	}

	@Test
	void failsClearlyWhereThereIsNoBundleAtAll() {
		StepInput text = Inputs.withMessage(Inputs.withType(bare("{\"a\":\"secret\"}"), MessageType.FHIR),
				"\"secret\"");
		for (StepInput input : new StepInput[] { text, bare("\"secret\""), bare("{\"a\":\"secret\"}") }) {
			assertThatExceptionOfType(StepInputException.class).isThrownBy(() -> request(input))
				.withMessageStartingWith("there is no FHIR bundle to save")
				.withMessageNotContaining("secret");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"x\":1}", "[1]", "\"text\"", "{\"parsed_values\":null}" })
	void passesMetadataOfAnotherShapeOnAsTheyAre(String metadata) {
		StepInput mapped = Inputs.withMapped(bare(BUNDLE), "{\"metadata\":" + metadata + "}");
		StepInput given = Inputs.withParams(bare(BUNDLE), "{\"metadata\":" + metadata + "}");
		assertThat(requestMember(mapped, "metadata").json()).isEqualTo(metadata);
		assertThat(requestMember(given, "metadata").json()).isEqualTo(metadata);
	}

	@Test
	void takesParamsThatAreNullForNone() {
		StepInput input = Inputs.withParams(bare(BUNDLE), "{\"saveSource\":null,\"metadata\":null}");
		assertThat(request(input)).isEqualTo("{\"fhirBundle\":" + BUNDLE + "}");
	}

	private StepInput bare(String data) {
		return Inputs.withMapped(Inputs.withParams(Inputs.withData(input(), data), "{}"), "{}");
	}

}

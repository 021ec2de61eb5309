package org.dibbs.orchestration.sandbox.cheap;

import org.dibbs.orchestration.sandbox.wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheapBlocksTests {

	@Test
	void sendsTheBundleBackByteForByte() {
		String bundle = "{\"resourceType\" : \"Bundle\", \"x\": 1.50}";
		assertThat(answer("/ingestion/fhir/harmonization/standardization/standardize_dob",
				"{\"a\":[1],\"data\": " + bundle + "}"))
			.isEqualTo("{\"status_code\":\"200\",\"message\":null,\"bundle\":" + bundle + "}");
	}

	// Each of these would be cut at the wrong place by who looks for the last bracket.
	@ParameterizedTest
	@ValueSource(strings = { "\"a\":\"x}\"", "\"a\":{}", "\"a\":[{}]", "\"a\":\"},\\\"b\\\":\\\"\"",
			"\"a\":\"}\",\"b\":\"\"", "\"a\":1.5", "\"a\":null,\"b\":true,\"c\":\"Y%-m%-d%\"" })
	void findsTheBundleWhateverComesBehindIt(String rest) {
		String bundle = "{\"entry\":[{\"a\":\"}\"}]}";
		assertThat(answer("/trigger-code-reference/stamp-condition-extensions",
				"{\"bundle\":" + bundle + "," + rest + "}"))
			.isEqualTo("{\"extended_bundle\":" + bundle + "}");
	}

	@Test
	void aLargerMessageBecomesALargerBundle() {
		String path = "/fhir-converter/convert-to-fhir";
		int small = answer(path, "").length();
		int large = answer(path, "x".repeat(1_000_000)).length();
		assertThat(large).isBetween(1_250_000, 1_350_000);
		assertThat(small).isLessThan(25_000);
	}

	@Test
	void sendsTheStampedBundleBackUnstamped() {
		assertThat(answer("/trigger-code-reference/stamp-condition-extensions", "{\"bundle\":{},\"conditions\":null}"))
			.isEqualTo("{\"extended_bundle\":{}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/validation/validate", "/fhir-converter/convert-to-fhir", "/message-parser/parse_message",
			"/message-parser/fhir_to_phdc", "/ecr-viewer/api/save-fhir-data" })
	void answersWithoutLooking(String path) {
		assertThat(answer(path, "whatever")).isNotEmpty();
	}

	@Test
	void cannotSendBackWhatIsNotThere() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> answer("/ingestion/fhir/geospatial/geocode/geocode_bundle", "{\"data\":{}}"));
	}

	private static String answer(String path, String body) {
		Answer answer = CheapBlocks.endpoints().get(path).answer(body.getBytes(UTF_8));
		return new String(answer.body(), UTF_8);
	}

}

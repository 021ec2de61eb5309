package org.dibbs.orchestration.sandbox.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestBodyTests {

	@Test
	void namesAllFaultsAtOnce() {
		RequestBody body = body("{\"b\":null}");
		body.text("a");
		body.text("b");
		body.object("c");
		assertThat(detail(body::rejectIfInvalid)).contains("[\"body\",\"a\"]", "none is not an allowed value",
				"[\"body\",\"c\"]");
	}

	@Test
	void takesNumbersForText() {
		assertThat(body("{\"a\":5}").text("a")).isEqualTo("5");
	}

	@Test
	void takesWordsForTruthValues() {
		assertThat(body("{\"a\":\"Yes\"}").flag("a", false)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "'';field required", "[];value is not a valid dict",
			"{;Expecting a JSON document", "{} x;Expecting a JSON document" })
	void refusesWhatIsNoObject(String text, String message) {
		assertThat(detail(() -> body(text))).contains(message);
	}

	private static RequestBody body(String text) {
		return RequestBody.of(text.getBytes(UTF_8));
	}

	private static String detail(Runnable call) {
		var refusal = catchThrowableOfType(InvalidRequestException.class, call::run);
		return new String(refusal.answer().body(), UTF_8);
	}

}

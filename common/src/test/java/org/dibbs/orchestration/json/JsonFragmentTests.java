package org.dibbs.orchestration.json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonFragmentTests {

	@ParameterizedTest
	@CsvSource({ "\\ud800, \\ud800", "a\\ud800'b, a\\ud800'b", "\\udc00\\ud800, \\udc00\\ud800",
			"\\ud83d\\ude00\\udfff, 😀\\udfff", "\\ud800\\n\\\"é, \\ud800\\n\\\"é" })
	void keepsASurrogateWithoutItsOtherHalfAsAnEscape(String sent, String written) {
		String text = JsonFragment.literal('"' + sent + '"').text();
		JsonFragment string = JsonFragment.string(text);
		assertThat(string.json()).isEqualTo('"' + written + '"');
		assertThat(string.text()).isEqualTo(text);
	}

}

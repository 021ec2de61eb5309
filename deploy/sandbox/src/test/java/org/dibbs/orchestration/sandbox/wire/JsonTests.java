package org.dibbs.orchestration.sandbox.wire;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class JsonTests {

	@ParameterizedTest
	@ValueSource(strings = { "150.0", "25", "0.10", "-71.21421065106027", "12345678901234567890", "\"é\\n\"",
			"{\"b\":1,\"a\":null}", "[true,[],{}]" })
	void writesWhatItReads(String text) throws IOException {
		assertThat(new String(Json.write(Json.read(text)), UTF_8)).isEqualTo(text);
	}

	@Test
	void readsTextsOfAnyLength() throws IOException {
		String text = "x".repeat(21_000_000);
		assertThat(Json.read("\"" + text + "\"").asText()).hasSameSizeAs(text);
	}

	@Test
	void refusesWhatFollowsTheDocument() {
		assertThatIOException().isThrownBy(() -> Json.read("{} {}"));
	}

}

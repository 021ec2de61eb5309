package org.dibbs.orchestration.gateway.submission;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigLabelTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "sample-orchestration-config.json", "A_b-1.2" })
	void showsAHarmlessName(String name) {
		assertThat(ConfigLabel.of(name)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\nb", "../etc/passwd", "é", "a\u0000", "<script>" })
	void hidesAnythingElse(String name) {
		assertThat(ConfigLabel.of(name)).isEqualTo("invalid");
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "test_config.json", "0-a.B_c", "a..b" })
	void takesLettersDigitsDotsDashesAndUnderscores(String name) {
		assertThat(new ConfigName(name)).hasToString(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", ".hidden", "-a", "_a", "a/b", "../a", "a\\b", "a\u0000", "a\n",
			"caf\u00e9", "a b", "%2e" })
	void refusesAnythingElse(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConfigName(name));
	}

}

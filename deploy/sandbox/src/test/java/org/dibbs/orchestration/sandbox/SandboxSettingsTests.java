package org.dibbs.orchestration.sandbox;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SandboxSettingsTests {

	@Test
	void listensOnLoopbackUnlessTold() {
		assertThat(SandboxSettings.from(Map.of()))
			.isEqualTo(new SandboxSettings("127.0.0.1", 8091, Duration.ZERO, false));
	}

	@ParameterizedTest
	@CsvSource({ "20ms,20", "1.5s,1500", "7,7" })
	void readsDelaysWithTheirUnit(String text, long millis) {
		assertThat(SandboxSettings.from(Map.of("SANDBOX_DELAY", text)).delay()).isEqualTo(Duration.ofMillis(millis));
	}

	@Test
	void readsTheCheapMode() {
		assertThat(SandboxSettings.from(Map.of("SANDBOX_CHEAP", "true")).cheap()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "65536", "-1", "http" })
	void refusesWhatIsNoPort(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SandboxSettings.from(Map.of("SANDBOX_PORT", text)))
			.withMessageContaining("SANDBOX_PORT");
	}

	@Test
	void refusesWhatIsNoDelay() {
		assertThatIllegalArgumentException().isThrownBy(() -> SandboxSettings.from(Map.of("SANDBOX_DELAY", "soon")))
			.withMessageContaining("SANDBOX_DELAY");
	}

}

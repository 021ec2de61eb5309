package org.dibbs.orchestration.orchestrator.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DoorTests {

	private static final String SECRET = "s".repeat(32);

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "0.0.0.0", "::", "192.0.2.1" })
	void withoutASecretAWorkerIsForItsOwnMachine(@Nullable String address) throws UnknownHostException {
		InetAddress elsewhere = (address != null) ? InetAddress.getByName(address) : null;
		assertThatExceptionOfType(DoorSettingException.class).isThrownBy(() -> Door.of("", elsewhere))
			.withMessageContaining("INTERNAL_SECRET");
		assertThat(Door.of(SECRET, elsewhere).secret()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1" })
	void onItsOwnMachineItMayBeOpen(String address) throws UnknownHostException {
		assertThat(Door.of(" ", InetAddress.getByName(address)).secret()).isNull();
		assertThat(Door.of(SECRET, InetAddress.getByName(address)).secret()).isNotNull();
	}

	@Test
	void aSecretThatCouldBeGuessedIsRefusedAndSaidHowToMakeOne() {
		assertThatExceptionOfType(DoorSettingException.class)
			.isThrownBy(() -> Door.of("too short", InetAddress.getLoopbackAddress()))
			.withMessageNotContaining("too short");
		DoorSettingException cause = new DoorSettingException("why");
		FailureAnalysis analysis = new DoorSettingFailureAnalyzer().analyze(cause);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("why");
		assertThat(analysis.getAction()).contains("INTERNAL_SECRET", "openssl rand -base64 32", "ORCHESTRATOR_HOST");
	}

}

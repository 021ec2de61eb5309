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
		assertThatExceptionOfType(DoorSettingException.class).isThrownBy(() -> Door.of("", "", elsewhere))
			.withMessageContaining("INTERNAL_SECRET");
		assertThat(Door.of(SECRET, "", elsewhere).isOpen()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1" })
	void onItsOwnMachineItMayBeOpen(String address) throws UnknownHostException {
		assertThat(Door.of(" ", "", InetAddress.getByName(address)).isOpen()).isTrue();
		assertThat(Door.of(SECRET, "", InetAddress.getByName(address)).isOpen()).isFalse();
	}

	@Test
	void theSecretBeforeIsNoneWithoutTheOneThatCounts() {
		assertThat(Door.of(SECRET, "p".repeat(32), null).secrets()).hasSize(2);
		assertThatExceptionOfType(DoorSettingException.class)
			.isThrownBy(() -> Door.of("", SECRET, InetAddress.getLoopbackAddress()))
			.withMessageContaining("INTERNAL_SECRET is not");
	}

	@Test
	void aSecretThatCouldBeGuessedIsRefusedAndSaidHowToMakeOne() {
		assertThatExceptionOfType(DoorSettingException.class)
			.isThrownBy(() -> Door.of("too short", "", InetAddress.getLoopbackAddress()))
			.withMessage("INTERNAL_SECRET has fewer than 32 bytes.");
		assertThatExceptionOfType(DoorSettingException.class)
			.isThrownBy(() -> Door.of(SECRET, "too short", InetAddress.getLoopbackAddress()))
			.withMessage("INTERNAL_SECRET_PREVIOUS has fewer than 32 bytes.");
		DoorSettingException cause = new DoorSettingException("why");
		FailureAnalysis analysis = new DoorSettingFailureAnalyzer().analyze(cause);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("why");
		assertThat(analysis.getAction()).contains("INTERNAL_SECRET", "openssl rand -base64 32", "ORCHESTRATOR_HOST");
	}

}

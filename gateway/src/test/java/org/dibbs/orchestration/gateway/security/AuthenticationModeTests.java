package org.dibbs.orchestration.gateway.security;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthenticationModeTests {

	@Test
	void noneIsTakenOnlyWhereNobodyElseCanCall() throws Exception {
		assertThat(AuthenticationMode.of("none", InetAddress.getByName("127.0.0.1")))
			.isEqualTo(AuthenticationMode.NONE);
		assertRefused("none", null);
		assertRefused("none", InetAddress.getByName("0.0.0.0"));
		assertRefused("none", InetAddress.getByName("192.0.2.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "oidc", "keys,oidc", "off", "false" })
	void whatIsNotUnderstoodOpensNothing(String setting) throws Exception {
		assertRefused(setting, InetAddress.getByName("127.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "keys", "KEYS", " keys " })
	void keysAreAskedForEverywhere(String setting) {
		assertThat(AuthenticationMode.of(setting, null)).isEqualTo(AuthenticationMode.KEYS);
	}

	private static void assertRefused(String setting, InetAddress address) {
		assertThatExceptionOfType(AuthenticationSettingException.class)
			.isThrownBy(() -> AuthenticationMode.of(setting, address));
	}

}

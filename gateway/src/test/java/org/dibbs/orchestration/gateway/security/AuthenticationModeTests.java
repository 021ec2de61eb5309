package org.dibbs.orchestration.gateway.security;

import java.net.InetAddress;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class AuthenticationModeTests {

	@Test
	void noneIsTakenOnlyWhereNobodyElseCanCall() throws Exception {
		assertThat(AuthenticationMode.of("none", InetAddress.getByName("127.0.0.1")))
			.isEqualTo(AuthenticationMode.OPEN);
		assertThat(AuthenticationMode.of("none", InetAddress.getByName("::1")).isOpen()).isTrue();
		assertRefused("none", null);
		assertRefused("none", InetAddress.getByName("0.0.0.0"));
		assertRefused("none", InetAddress.getByName("192.0.2.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "off", "false", "none,keys", "keys,none", "keys,", ",", "keys;oidc", "", " " })
	void whatIsNotUnderstoodOpensNothing(String setting) throws Exception {
		assertRefused(setting, InetAddress.getByName("127.0.0.1"));
	}

	@ParameterizedTest
	@CsvSource({ "keys,true,false", "' KEYS ',true,false", "oidc,false,true", "'keys,oidc',true,true",
			"'oidc , keys',true,true" })
	void callersAreAskedEverywhere(String setting, boolean keys, boolean tokens) {
		AuthenticationMode mode = AuthenticationMode.of(setting, null);
		assertThat(mode).isEqualTo(new AuthenticationMode(keys, tokens));
		assertThat(mode.isOpen()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "'',dibbs,https://i.example/keys", "ftp://i.example,dibbs,''", "https://i.example,'',''",
			"https://i.example,dibbs,keys" })
	void tokensNeedAnIssuerAndAnAudience(String issuer, String audience, String jwksUrl) {
		assertThatExceptionOfType(AuthenticationSettingException.class)
			.isThrownBy(new OidcProperties(issuer, jwksUrl, audience, "tenant")::check);
	}

	@Test
	void whereNobodyDecidedTheFrontDoorStaysClosedAndSaysWhatToSet(CapturedOutput output) {
		assertThatThrownBy(() -> new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class)
			.run("--server.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1", "--AUTHENTICATION="))
			.hasRootCauseInstanceOf(AuthenticationSettingException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "AUTHENTICATION is not set.",
				"Set AUTHENTICATION to keys");
	}

	@Test
	void aSecretThatCouldBeGuessedIsRefusedAndSaidHowToMakeOne(CapturedOutput output) {
		assertThatThrownBy(() -> new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1", "--AUTHENTICATION=keys",
				"--INTERNAL_SECRET=guess-me"));
		assertThat(output).contains("APPLICATION FAILED TO START", "INTERNAL_SECRET has fewer than 32 bytes.",
				"openssl rand -base64 32");
		assertThat(output).doesNotContain("guess-me");
	}

	@Test
	void whereWorkersCannotKnowWhoCallsNobodyIsLetInAndItSaysWhatToSet() {
		assertThatExceptionOfType(AuthenticationSettingException.class)
			.isThrownBy(() -> new SecurityConfiguration().authenticationMode(new SecurityProperties("keys"),
					new ServerProperties(), " "))
			.withMessageContaining("INTERNAL_SECRET is not set");
		FailureAnalysis analysis = new AuthenticationSettingFailureAnalyzer()
			.analyze(new AuthenticationSettingException("why"));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).contains("INTERNAL_SECRET", "openssl rand -base64 32");
	}

	private static void assertRefused(String setting, InetAddress address) {
		assertThatExceptionOfType(AuthenticationSettingException.class)
			.isThrownBy(() -> AuthenticationMode.of(setting, address));
	}

}

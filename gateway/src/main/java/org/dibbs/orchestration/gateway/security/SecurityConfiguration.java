package org.dibbs.orchestration.gateway.security;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Properties;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Puts together what finds out who calls.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	AuthenticationMode authenticationMode(SecurityProperties security, ServerProperties server,
			@Value("${dibbs.orchestrator.internal-secret}") String internalSecret) {
		AuthenticationMode mode = AuthenticationMode.of(security.authentication(), server.getAddress());
		if (!mode.isOpen() && internalSecret.isBlank()) {
			// Workers would show everybody everything.
			throw new AuthenticationSettingException(
					"AUTHENTICATION is set, and workers cannot know who calls: INTERNAL_SECRET is not set.");
		}
		return mode;
	}

	@Bean
	KeyDirectory keyDirectory() {
		return new KeyDirectory(InstantSource.system());
	}

	@Bean
	KeyFollower keyFollower(AuthenticationMode mode, ConsumerFactory<String, byte[]> consumers, KeyDirectory keys) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		return new KeyFollower(() -> consumers.createConsumer(null, "keys", null, overrides), keys, mode.keys());
	}

	@Bean
	CallerFinder callerFinder(AuthenticationMode mode, KeyDirectory keys, OidcProperties oidc) {
		return new CallerFinder(mode, keys, mode.tokens() ? tokens(oidc) : null);
	}

	private static TokenReader tokens(OidcProperties oidc) {
		oidc.check();
		IssuerKeys keys = new IssuerKeys(new IssuerAddress(oidc).keys(), InstantSource.system());
		return new TokenReader(oidc, keys, Clock.systemUTC());
	}

	@Bean
	Refusals refusals(OpenTelemetry openTelemetry) {
		return new Refusals(new RefusalMetrics(openTelemetry));
	}

}

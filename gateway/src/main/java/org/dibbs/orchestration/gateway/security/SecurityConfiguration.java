package org.dibbs.orchestration.gateway.security;

import java.time.InstantSource;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Puts together what finds out who calls.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	@Bean
	AuthenticationMode authenticationMode(SecurityProperties security, ServerProperties server) {
		AuthenticationMode mode = AuthenticationMode.of(security.authentication(), server.getAddress());
		if (mode == AuthenticationMode.UNDECIDED) {
			logger.warn("AUTHENTICATION is not set: whoever reaches this service may do everything");
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
		return new KeyFollower(() -> consumers.createConsumer(null, "keys", null, overrides), keys,
				mode == AuthenticationMode.KEYS);
	}

	@Bean
	AuthenticationFilter authenticationFilter(AuthenticationMode mode, KeyDirectory keys) {
		return new AuthenticationFilter(mode, keys);
	}

}

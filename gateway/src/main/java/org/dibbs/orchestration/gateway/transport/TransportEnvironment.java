package org.dibbs.orchestration.gateway.transport;

import java.util.HashMap;
import java.util.Map;

import org.dibbs.orchestration.settings.SecretFiles;
import org.dibbs.orchestration.settings.TransportSettings;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells Spring Boot what the environment says of secrets and TLS. Named in
 * {@code spring.factories}.
 */
class TransportEnvironment implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> variables = new HashMap<>(environment.getSystemEnvironment());
		Map<String, String> secrets = SecretFiles.read(variables);
		variables.putAll(secrets);
		Map<String, Object> properties = new HashMap<>(secrets);
		properties.putAll(TransportSettings.kafka(variables));
		properties.putAll(TransportSettings.server(variables, "GATEWAY"));
		properties.putAll(TransportSettings.management(variables, "GATEWAY"));
		Map<String, String> client = TransportSettings.bundle(variables, "WORKER", "worker");
		if (!client.isEmpty()) {
			client.put("spring.cloud.gateway.server.webflux.httpclient.ssl.ssl-bundle", "worker");
		}
		properties.putAll(client);
		environment.getPropertySources().addFirst(new MapPropertySource("transport", properties));
	}

}

package org.dibbs.orchestration.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Says in the words of Spring Boot and of Kafka's clients what the environment says of
 * TLS. What is not set is left out: an empty path would be looked for.
 */
public final class TransportSettings {

	private static final String PEM = "spring.ssl.bundle.pem.";

	private TransportSettings() {
	}

	/**
	 * How Kafka's clients connect: each variable that begins with KAFKA_SECURITY_,
	 * KAFKA_SSL_ or KAFKA_SASL_ is the setting of Kafka's with dots and in lower case.
	 * @param environment the environment
	 * @return Spring Boot's properties
	 */
	public static Map<String, String> kafka(Map<String, ?> environment) {
		Map<String, String> properties = new TreeMap<>();
		kafkaClient(environment)
			.forEach((setting, value) -> properties.put("spring.kafka.properties[" + setting + "]", value));
		return properties;
	}

	/**
	 * The same, as a client that is not Spring Boot's is told.
	 * @param environment the environment
	 * @return settings of Kafka's clients
	 */
	public static Map<String, String> kafkaClient(Map<String, ?> environment) {
		Map<String, String> settings = new TreeMap<>();
		environment.forEach((name, value) -> {
			boolean meant = name.startsWith("KAFKA_SECURITY_") || name.startsWith("KAFKA_SSL_")
					|| name.startsWith("KAFKA_SASL_");
			if (meant && !name.endsWith("_FILE") && !value.toString().isBlank()) {
				String setting = name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
				settings.put(setting, value.toString());
			}
		});
		return settings;
	}

	/**
	 * A server with a certificate of its own: PREFIX_TLS_CERTIFICATE and PREFIX_TLS_KEY
	 * are paths of PEM files; with PREFIX_TLS_CA only callers with a certificate of that
	 * authority are let in.
	 * @param environment the environment
	 * @param prefix of the variables
	 * @return Spring Boot's properties; none where it is to speak plainly
	 * @throws IllegalStateException if one of the two paths is missing
	 */
	public static Map<String, String> server(Map<String, ?> environment, String prefix) {
		Map<String, String> properties = bundle(environment, prefix, "server");
		if (!properties.isEmpty()) {
			if (set(environment, prefix + "_TLS_CERTIFICATE") == null) {
				throw new IllegalStateException(prefix + "_TLS_CA needs " + prefix + "_TLS_CERTIFICATE besides");
			}
			properties.put("server.ssl.bundle", "server");
			properties.put("server.http2.enabled", "true");
			if (set(environment, prefix + "_TLS_CA") != null) {
				properties.put("server.ssl.client-auth", "need");
			}
		}
		return properties;
	}

	/**
	 * A port of its own for health, apart from the one that callers know:
	 * PREFIX_MANAGEMENT_PORT, at the address PREFIX_MANAGEMENT_HOST, else at that of the
	 * application. It speaks TLS where the application does.
	 * @param environment the environment
	 * @param prefix of the variables
	 * @return Spring Boot's properties; none where health is on the port of the
	 * application
	 */
	public static Map<String, String> management(Map<String, ?> environment, String prefix) {
		Map<String, String> properties = new HashMap<>();
		String port = set(environment, prefix + "_MANAGEMENT_PORT");
		if (port == null || port.equals(set(environment, prefix + "_PORT"))) {
			return properties;
		}
		properties.put("management.server.port", port);
		String address = set(environment, prefix + "_MANAGEMENT_HOST");
		if (address == null) {
			address = set(environment, prefix + "_HOST");
		}
		if (address != null) {
			properties.put("management.server.address", address);
		}
		server(environment, prefix).forEach((name, value) -> {
			if (name.startsWith("server.ssl.")) {
				properties.put("management." + name, value);
			}
		});
		return properties;
	}

	/**
	 * A client: PREFIX_TLS_CA is the PEM file of who is trusted in place of the public
	 * authorities, PREFIX_TLS_CERTIFICATE and PREFIX_TLS_KEY are what it shows.
	 * @param environment the environment
	 * @param prefix of the variables
	 * @param name the name of the bundle
	 * @return Spring Boot's properties of the bundle; none where nothing is set
	 * @throws IllegalStateException if one of certificate and key is missing
	 */
	public static Map<String, String> bundle(Map<String, ?> environment, String prefix, String name) {
		String certificate = set(environment, prefix + "_TLS_CERTIFICATE");
		String key = set(environment, prefix + "_TLS_KEY");
		String authority = set(environment, prefix + "_TLS_CA");
		if ((certificate == null) != (key == null)) {
			throw new IllegalStateException(
					prefix + "_TLS_CERTIFICATE and " + prefix + "_TLS_KEY only go together; one is missing");
		}
		Map<String, String> properties = new HashMap<>();
		if (certificate != null && key != null) {
			properties.put(PEM + name + ".keystore.certificate", file(certificate));
			properties.put(PEM + name + ".keystore.private-key", file(key));
			String password = set(environment, prefix + "_TLS_KEY_PASSWORD");
			if (password != null) {
				properties.put(PEM + name + ".keystore.private-key-password", password);
			}
		}
		if (authority != null) {
			properties.put(PEM + name + ".truststore.certificate", file(authority));
		}
		if (!properties.isEmpty()) {
			properties.put(PEM + name + ".reload-on-update", "true");
			properties.put(PEM + name + ".options.enabled-protocols", "TLSv1.3,TLSv1.2");
		}
		return properties;
	}

	private static String file(String path) {
		return path.startsWith("file:") ? path : "file:" + path;
	}

	private static @Nullable String set(Map<String, ?> environment, String name) {
		Object value = environment.get(name);
		return (value != null && !value.toString().isBlank()) ? value.toString().strip() : null;
	}

}

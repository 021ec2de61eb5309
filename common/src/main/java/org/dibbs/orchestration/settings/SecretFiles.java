package org.dibbs.orchestration.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets that lie in files, as orchestrators of containers mount them: NAME_FILE is the
 * path of the file that holds what NAME would.
 */
public final class SecretFiles {

	private static final List<String> NAMES = List.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD",
			"INTERNAL_SECRET", "INTERNAL_SECRET_PREVIOUS", "SMARTY_AUTH_ID", "SMARTY_AUTH_TOKEN",
			"KAFKA_SASL_JAAS_CONFIG", "KAFKA_SSL_KEY_PASSWORD", "KAFKA_SSL_KEYSTORE_PASSWORD",
			"KAFKA_SSL_TRUSTSTORE_PASSWORD", "GATEWAY_TLS_KEY_PASSWORD", "ORCHESTRATOR_TLS_KEY_PASSWORD",
			"WORKER_TLS_KEY_PASSWORD", "BLOCKS_TLS_KEY_PASSWORD");

	private SecretFiles() {
	}

	/**
	 * Reads the files.
	 * @param environment the environment
	 * @return what they hold, by the names of the variables they stand for; without line
	 * ends behind it
	 * @throws IllegalStateException if a file cannot be read, or the variable is set
	 * besides; names the variable only
	 */
	public static Map<String, String> read(Map<String, ?> environment) {
		Map<String, String> found = new HashMap<>();
		for (String name : NAMES) {
			Object file = environment.get(name + "_FILE");
			if (file != null && !file.toString().isBlank()) {
				Object beside = environment.get(name);
				if (beside != null && !beside.toString().isBlank()) {
					throw new IllegalStateException(name + " and " + name + "_FILE are both set; one has to go");
				}
				found.put(name, content(name, file.toString()));
			}
		}
		return found;
	}

	private static String content(String name, String file) {
		try {
			return Files.readString(Path.of(file)).stripTrailing();
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"The file of " + name + "_FILE cannot be read: " + ex.getClass().getSimpleName());
		}
	}

}

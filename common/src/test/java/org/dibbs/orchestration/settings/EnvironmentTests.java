package org.dibbs.orchestration.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EnvironmentTests {

	@TempDir
	private Path folder;

	@Test
	void aSecretIsReadFromItsFile() throws IOException {
		Path file = Files.writeString(this.folder.resolve("password"), "s3cret\n");
		assertThat(SecretFiles.read(Map.of("DATABASE_PASSWORD_FILE", file.toString())))
			.containsExactly(Map.entry("DATABASE_PASSWORD", "s3cret"));
	}

	@Test
	void aSecretStandsInOnePlaceOnly() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> SecretFiles.read(Map.of("DATABASE_PASSWORD", "s3cret", "DATABASE_PASSWORD_FILE", "/nowhere")))
			.withMessage("DATABASE_PASSWORD and DATABASE_PASSWORD_FILE are both set; one has to go");
	}

	@Test
	void aFileThatIsMissingIsToldByTheNameOfItsVariable() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> SecretFiles.read(Map.of("SMARTY_AUTH_TOKEN_FILE", this.folder.resolve("missing").toString())))
			.withMessage("The file of SMARTY_AUTH_TOKEN_FILE cannot be read: NoSuchFileException");
	}

	@Test
	void kafkaIsToldWhatItsVariablesSay() {
		assertThat(TransportSettings
			.kafka(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.pem",
					"KAFKA_SASL_MECHANISM", "", "KAFKA_SASL_JAAS_CONFIG_FILE", "/jaas", "KAFKA_PORT", "9092")))
			.containsOnly(Map.entry("spring.kafka.properties[security.protocol]", "SASL_SSL"),
					Map.entry("spring.kafka.properties[ssl.truststore.location]", "/ca.pem"));
	}

	@Test
	void aServerHasItsCertificateAndAsksForThoseOfCallers() {
		assertThat(TransportSettings.server(
				Map.of("GATEWAY_TLS_CERTIFICATE", "/c.pem", "GATEWAY_TLS_KEY", "/k.pem", "GATEWAY_TLS_CA", "/ca.pem"),
				"GATEWAY"))
			.containsEntry("server.ssl.bundle", "server")
			.containsEntry("server.ssl.client-auth", "need")
			.containsEntry("spring.ssl.bundle.pem.server.keystore.certificate", "file:/c.pem")
			.containsEntry("spring.ssl.bundle.pem.server.truststore.certificate", "file:/ca.pem")
			.containsEntry("spring.ssl.bundle.pem.server.reload-on-update", "true");
	}

	@Test
	void aServerWithoutCertificateSpeaksPlainly() {
		assertThat(TransportSettings.server(Map.of("ORCHESTRATOR_TLS_CERTIFICATE", "/c.pem"), "GATEWAY")).isEmpty();
	}

	@Test
	void halfACertificateIsNone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> TransportSettings.server(Map.of("GATEWAY_TLS_CERTIFICATE", "/c.pem"), "GATEWAY"))
			.withMessageContaining("GATEWAY_TLS_KEY");
		assertThatIllegalStateException()
			.isThrownBy(() -> TransportSettings.server(Map.of("GATEWAY_TLS_CA", "/ca.pem"), "GATEWAY"))
			.withMessageContaining("GATEWAY_TLS_CERTIFICATE");
	}

	@Test
	void healthHasAPortOfItsOwnWhereThatIsAsked() {
		assertThat(TransportSettings.management(Map.of("GATEWAY_MANAGEMENT_PORT", "8081", "GATEWAY_HOST", "127.0.0.1",
				"GATEWAY_TLS_CERTIFICATE", "/c.pem", "GATEWAY_TLS_KEY", "/k.pem"), "GATEWAY"))
			.isEqualTo(Map.of("management.server.port", "8081", "management.server.address", "127.0.0.1",
					"management.server.ssl.bundle", "server"));
		assertThat(TransportSettings.management(Map.of("GATEWAY_MANAGEMENT_PORT", "8081", "GATEWAY_MANAGEMENT_HOST",
				"10.0.0.1", "GATEWAY_HOST", "127.0.0.1"), "GATEWAY"))
			.containsEntry("management.server.address", "10.0.0.1");
	}

	@Test
	void healthIsOnThePortOfTheApplicationUnlessAskedOtherwise() {
		assertThat(TransportSettings.management(Map.of("GATEWAY_HOST", "127.0.0.1"), "GATEWAY")).isEmpty();
		assertThat(TransportSettings.management(Map.of("GATEWAY_MANAGEMENT_PORT", "8080", "GATEWAY_PORT", "8080"),
				"GATEWAY"))
			.isEmpty();
	}

}

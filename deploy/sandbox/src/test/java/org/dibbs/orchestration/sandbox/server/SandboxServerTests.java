package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;

import org.dibbs.orchestration.sandbox.Sandbox;
import org.dibbs.orchestration.sandbox.SandboxClient;
import org.dibbs.orchestration.sandbox.SandboxSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SandboxServerTests {

	private final SandboxClient client = SandboxClient.start(true);

	@AfterEach
	void close() {
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/validation", "/fhir-converter/", "/ingestion", "/message-parser/",
			"/trigger-code-reference", "/ecr-viewer/" })
	void isHealthyUnderEveryPrefix(String path) throws IOException {
		assertThat(this.client.send("GET", path, "").body()).isEqualTo("{\"status\":\"OK\"}");
	}

	@Test
	void doesNotFindOtherPaths() throws IOException {
		var response = this.client.send("POST", "/validation/nothing", "{}");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/validation/validate", "/__reset" })
	void refusesOtherVerbs(String path) throws IOException {
		var response = this.client.send("GET", path, "");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
	}

	@Test
	void answersAnUnexpectedFailureWithoutDetails() throws IOException {
		var response = this.client.send("POST", "/trigger-code-reference/stamp-condition-extensions", "no JSON");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("Internal Server Error");
	}

	@Test
	void saysThatAPortIsTaken() {
		SandboxSettings same = new SandboxSettings("127.0.0.1", this.client.port(), Duration.ZERO, true);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> Sandbox.start(same).close());
	}

}

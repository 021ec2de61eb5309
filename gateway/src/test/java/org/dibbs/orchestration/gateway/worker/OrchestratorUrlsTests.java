package org.dibbs.orchestration.gateway.worker;

import java.net.URI;
import java.util.List;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class OrchestratorUrlsTests {

	@Test
	void takesSchemeHostAndPortOfEachOnce() {
		assertThat(OrchestratorUrls.parse(List.of("http://worker_1:8090", " HTTPS://worker-2/", "http://[::1]:8090",
				"http://10.0.0.1", "http://worker_1:8090/")))
			.containsExactly(URI.create("http://worker_1:8090"), URI.create("https://worker-2"),
					URI.create("http://[::1]:8090"), URI.create("http://10.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "worker:8090", "worker", "ftp://worker", "http://", "http://worker:0",
			"http://worker:65536", "http://worker:port", "http://worker/base", "http://a http://b", "http:///configs" })
	void namesTheOneThatCannotBeUsed(String bad) {
		assertThatExceptionOfType(OrchestratorUrlException.class)
			.isThrownBy(() -> OrchestratorUrls.parse(List.of("http://good:8090", bad)))
			.withMessage("ORCHESTRATOR_URL: address 2 of 2, '" + bad + "', cannot be used.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://user:secret@worker:8090", "http://worker?token=secret", "http://worker#secret",
			"http://us er:secret@worker", "http://user:sec?ret@worker", "http://user:a@secret@worker?secret" })
	void showsNoCredentials(String bad) {
		assertThatExceptionOfType(OrchestratorUrlException.class).isThrownBy(() -> OrchestratorUrls.parse(List.of(bad)))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("address 1 of 1", "worker")
				.doesNotContain("secret", "sec", "ret", "user"));
	}

	@Test
	void aFrontDoorWithABadAddressSaysSoAndWhatToDo(CapturedOutput output) {
		assertThatThrownBy(() -> new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1",
				"--dibbs.orchestrator.url=http://good:8090,http://user:secret@worker"))
			.hasRootCauseInstanceOf(OrchestratorUrlException.class);
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "address 2 of 2, '...@worker', cannot be used",
					"Set ORCHESTRATOR_URL to")
			.doesNotContain("secret");
	}

}

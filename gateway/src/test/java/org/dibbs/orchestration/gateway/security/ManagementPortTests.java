package org.dibbs.orchestration.gateway.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A front door that wants keys, with health on a port of its own.
 */
class ManagementPortTests {

	private static ConfigurableApplicationContext frontDoor;

	@BeforeAll
	static void start() {
		frontDoor = new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--management.server.port=0",
				"--management.server.address=127.0.0.1", "--dibbs.security.authentication=keys",
				"--dibbs.orchestrator.internal-secret=0123456789abcdef0123456789abcdef",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--dibbs.orchestrator.url=http://127.0.0.1:1");
	}

	@AfterAll
	static void stop() {
		frontDoor.close();
	}

	@Test
	void healthIsThereForWhoeverReachesThatPort() throws Exception {
		assertThat(get("management", "/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(get("management", "/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void healthIsNotOnThePortOfCallers() throws Exception {
		assertThat(get("server", "/actuator/health/liveness").statusCode()).isEqualTo(404);
		assertThat(get("server", "/").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/configs", "/docs", "/openapi.json", "/process-message", "/submissions",
			"/actuator/env", "/actuator" })
	void nothingElseIsOnThePortOfHealth(String path) throws Exception {
		assertThat(get("management", path).statusCode()).isIn(401, 404);
	}

	private static HttpResponse<String> get(String which, String path) throws IOException, InterruptedException {
		String port = frontDoor.getEnvironment().getProperty("local." + which + ".port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
	}

}

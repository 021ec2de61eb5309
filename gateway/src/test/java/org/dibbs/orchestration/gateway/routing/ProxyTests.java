package org.dibbs.orchestration.gateway.routing;

import java.util.List;
import java.util.Locale;

import com.sun.net.httpserver.Headers;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What passes through a route, and what does not.
 */
class ProxyTests {

	private static final FakeOrchestrator orchestrator = new FakeOrchestrator();

	private static final ConfigurableApplicationContext trusting = frontDoor("127\\.0\\.0\\.\\d+");

	private static final ConfigurableApplicationContext wary = frontDoor("");

	private static final ConfigurableApplicationContext elsewhere = frontDoor("10\\.0\\.0\\.1");

	@AfterAll
	static void stop() {
		trusting.close();
		wary.close();
		elsewhere.close();
		orchestrator.close();
	}

	@Test
	void theUserThatATrustedProxyNamesReachesTheWorker() {
		assertThat(user(trusting)).containsExactly("alice");
	}

	@Test
	void aUserThatAnybodyElseNamesDoesNot() {
		assertThat(user(wary)).isNull();
		assertThat(user(elsewhere)).isNull();
	}

	private static @Nullable List<String> user(ConfigurableApplicationContext frontDoor) {
		orchestrator.taken().clear();
		assertThat(ask(frontDoor, "PUT /configs/a HTTP/1.1", "X-Forwarded-User: alice", "Content-Length: 0").status())
			.isEqualTo(200);
		assertThat(orchestrator.taken()).hasSize(1);
		return orchestrator.taken().getFirst().get("X-Forwarded-User");
	}

	@Test
	void anErrorPageOfTheServerBehindItComesInTheFormOfAllErrors() {
		RawRequest legacy = ask(wary, "GET /configs/page HTTP/1.1");
		assertThat(legacy.status()).isEqualTo(400);
		assertThat(legacy.head()).contains("content-type: application/json").doesNotContain("access-control");
		assertThat(legacy.body()).isEqualTo("{\"detail\":\"Bad Request\"}");
		RawRequest problem = ask(wary, "GET /configs/page HTTP/1.1", "Accept: application/problem+json");
		assertThat(problem.head()).contains("content-type: application/problem+json");
		assertThat(problem.body()).contains("\"urn:dibbs:problem:bad-request\"", "\"status\":400");
	}

	@Test
	void headIsPassedOnAndAnsweredWithoutABody() {
		RawRequest answer = ask(wary, "HEAD /orchestration/configs HTTP/1.1");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.head()).contains("content-type: application/json", "content-length: 7");
		assertThat(answer.body()).isEmpty();
		assertThat(ask(wary, "HEAD /configs/page HTTP/1.1").body()).isEmpty();
		assertThat(ask(wary, "HEAD /configs/a/check HTTP/1.1").status()).isEqualTo(405);
	}

	@Test
	void thereIsNoWebSocketOnARoute() {
		orchestrator.taken().clear();
		RawRequest answer = RawRequest.send(port(wary),
				"GET /configs HTTP/1.1\r\nHost: front.door\r\nUpgrade: websocket\r\n"
						+ "Connection: Upgrade, close\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
						+ "Sec-WebSocket-Version: 13\r\n\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"a\":1}");
		assertThat(orchestrator.taken()).extracting((Headers headers) -> headers.get("Upgrade")).containsOnlyNulls();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs GET,HEAD,OPTIONS", "/configs/a GET,HEAD,PUT,DELETE,OPTIONS",
			"/orchestration/configs/a/check POST,OPTIONS", "/building-blocks GET,HEAD,OPTIONS",
			"/process-message POST,OPTIONS", "/ GET,HEAD,OPTIONS", "/docs GET,HEAD,OPTIONS" })
	void optionsTellsTheVerbsOfAPath(String row) {
		orchestrator.taken().clear();
		String[] columns = row.split(" ");
		RawRequest answer = ask(wary, "OPTIONS " + columns[0] + " HTTP/1.1");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.head()).contains("allow: " + columns[1].toLowerCase(Locale.ROOT) + "\r\n",
				"content-length: 0");
		assertThat(answer.body()).isEmpty();
		assertThat(orchestrator.taken()).isEmpty();
	}

	@Test
	void optionsOnAnUnknownPathIsNotFound() {
		RawRequest answer = ask(wary, "OPTIONS /nothing HTTP/1.1");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
	}

	private static RawRequest ask(ConfigurableApplicationContext frontDoor, String... lines) {
		return RawRequest.ask(port(frontDoor), lines);
	}

	private static int port(ConfigurableApplicationContext frontDoor) {
		return frontDoor.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static ConfigurableApplicationContext frontDoor(String proxies) {
		return new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run("--server.port=0",
				"--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--TRUSTED_PROXIES=" + proxies,
				"--dibbs.orchestrator.url=" + orchestrator.url());
	}

}

package org.dibbs.orchestration.gateway.routing;

import java.util.stream.Stream;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * With a front door that allows one origin, and one that allows none; the service behind
 * both sends CORS headers of its own, which must not count.
 */
class CorsTests {

	private static final String ALLOWED = "https://a.example";

	private static final String OTHER = "https://b.example";

	private static final FakeOrchestrator orchestrator = new FakeOrchestrator();

	private static final ConfigurableApplicationContext open = frontDoor("https://c.example:8443," + ALLOWED);

	private static final ConfigurableApplicationContext closed = frontDoor("");

	@AfterAll
	static void stop() {
		open.close();
		closed.close();
		orchestrator.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/configs", "/orchestration/configs/a", "/nothing", "/configs/page", "/openapi.json",
			"/process-message" })
	void answersToAnAllowedPageSaySoExactlyOnce(String path) {
		HttpHeaders headers = ask(open, HttpMethod.GET, path, ALLOWED);
		assertThat(headers.get(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).containsExactly(ALLOWED);
		assertThat(headers.get(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS))
			.containsExactly("Config-Version, Idempotent-Replayed, Location, Retry-After, Submission-Id");
		assertThat(headers.get(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS)).isNull();
		assertThat(headers.getVary()).containsExactly("Origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/configs", "/configs/a", "/orchestration/process-message" })
	void aPreflightOfAnAllowedPageIsGranted(String path) {
		HttpHeaders headers = preflight(open, path, ALLOWED, 200);
		assertThat(headers.get(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).containsExactly(ALLOWED);
		assertThat(headers.getAccessControlAllowMethods()).contains(HttpMethod.PUT, HttpMethod.DELETE);
		assertThat(headers.getAccessControlAllowHeaders()).containsExactly("content-type", "x-mine");
		assertThat(headers.getAccessControlMaxAge()).isPositive();
	}

	@Test
	void aPageOfAnotherOriginGetsNoHeaders() {
		assertNoCors(ask(open, HttpMethod.GET, "/configs", OTHER));
		assertNoCors(ask(open, HttpMethod.GET, "/", OTHER));
		assertNoCors(ask(open, HttpMethod.GET, "/", "null"));
		assertNoCors(preflight(open, "/configs", OTHER, 403));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/configs", "/configs/page", "/nothing", "/process-message", "/docs" })
	void withoutOriginsNoHeaderIsEverSent(String path) {
		assertNoCors(ask(closed, HttpMethod.GET, path, ALLOWED));
		assertNoCors(ask(closed, HttpMethod.OPTIONS, path, ALLOWED));
		assertNoCors(preflight(closed, path, ALLOWED, 403));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.example", "https://a.example/", "https://a.example/x", "ftp://a.example" })
	void whatIsNoOriginIsRefusedAtStart(String origins) {
		assertThatThrownBy(() -> frontDoor(origins).close()).rootCause().hasMessageContaining("an origin is http://");
	}

	private static void assertNoCors(HttpHeaders headers) {
		assertThat(headers.headerNames()).noneMatch((name) -> name.startsWith("Access-Control-"));
	}

	private static HttpHeaders preflight(ConfigurableApplicationContext frontDoor, String path, String origin,
			int status) {
		return client(frontDoor).options()
			.uri(path)
			.header(HttpHeaders.ORIGIN, origin)
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "PUT")
			.header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "content-type, x-mine")
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.value((body) -> assertThat(Stream.ofNullable(body)).allMatch((text) -> text.startsWith("{\"detail\":")))
			.returnResult()
			.getResponseHeaders();
	}

	private static HttpHeaders ask(ConfigurableApplicationContext frontDoor, HttpMethod method, String path,
			String origin) {
		return client(frontDoor).method(method)
			.uri(path)
			.header(HttpHeaders.ORIGIN, origin)
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseHeaders();
	}

	private static WebTestClient client(ConfigurableApplicationContext frontDoor) {
		return WebTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + frontDoor.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	private static ConfigurableApplicationContext frontDoor(String origins) {
		return new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run("--server.port=0",
				"--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--CORS_ALLOWED_ORIGINS=" + origins,
				"--dibbs.orchestrator.url=" + orchestrator.url());
	}

}

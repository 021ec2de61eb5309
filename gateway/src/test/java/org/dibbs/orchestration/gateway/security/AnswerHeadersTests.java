package org.dibbs.orchestration.gateway.security;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class AnswerHeadersTests {

	private final WebTestClient client;

	AnswerHeadersTests(@LocalServerPort int port) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/nothing", "/configs;x", "/configs", "/process-message", "/actuator/health/liveness",
			"/openapi.json", "/docs" })
	void everyAnswerTellsBrowsersToMakeNothingOfItAndNothingOfWhatRunsHere(String path) {
		HttpHeaders headers = this.client.get().uri(path).exchange().returnResult(byte[].class).getResponseHeaders();
		assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
		assertThat(headers.get("Referrer-Policy")).containsExactly("no-referrer");
		assertThat(headers.get(HttpHeaders.CACHE_CONTROL)).hasSize(1);
		assertThat(headers.headerNames()).doesNotContain(HttpHeaders.SERVER, "X-Powered-By", HttpHeaders.SET_COOKIE,
				HttpHeaders.VIA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/nothing", "/configs" })
	void nobodyKeepsWhatMayTellOfSomebody(String path) {
		this.client.get().uri(path).exchange().expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
	}

}

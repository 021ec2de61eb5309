package org.dibbs.orchestration.gateway.routing;

import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@FrontDoorTest
class RoutingTests {

	private final WebTestClient client;

	RoutingTests(@LocalServerPort int port) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/orchestration", "/orchestration/" })
	void theRootSaysThatTheFrontDoorIsThere(String path) {
		WebTestClient.ResponseSpec answer = this.client.get().uri(path).exchange();
		answer.expectStatus().isOk();
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/json");
		answer.expectBody(String.class).isEqualTo("{\"status\":\"OK\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/orchestration/nothing", "/process-message/x", "/actuator/env",
			"/actuator/gateway/routes", "/orchestrations", "/configs/a/b", "/configs/a/versions/1" })
	void anUnknownPathIsNotFound(String path) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"Not Found\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /process-message POST", "PUT /orchestration/process-message POST", "POST / GET",
			"DELETE /configs GET", "POST /orchestration/configs GET", "PUT /configs/a/versions GET",
			"GET /configs/a/check POST", "PUT /configs/schema.json GET", "POST /building-blocks GET" })
	void aWrongVerbIsNotAllowed(String row) {
		String[] columns = row.split(" ");
		WebTestClient.ResponseSpec answer = this.client.method(HttpMethod.valueOf(columns[0]))
			.uri(columns[1])
			.exchange();
		answer.expectStatus().isEqualTo(405);
		answer.expectHeader().valueEquals(HttpHeaders.ALLOW, columns[2]);
		answer.expectBody(String.class).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing 404 not-found", "/process-message 405 method-not-allowed",
			"/configs 503 upstream-unavailable" })
	void everyErrorComesAsRfc9457WhereAskedTo(String row) {
		String[] columns = row.split(" ");
		WebTestClient.ResponseSpec answer = this.client.get()
			.uri(columns[0])
			.accept(MediaType.APPLICATION_PROBLEM_JSON)
			.exchange();
		answer.expectStatus().isEqualTo(Integer.parseInt(columns[1]));
		answer.expectHeader().valueEquals(HttpHeaders.CONTENT_TYPE, "application/problem+json");
		answer.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:dibbs:problem:" + columns[2])
			.jsonPath("$.status")
			.isEqualTo(Integer.parseInt(columns[1]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/configs", "/configs/a.json", "/orchestration/configs", "/configs/a/versions",
			"/building-blocks" })
	void saysThatTheOrchestratorIsDown(String path) {
		WebTestClient.ResponseSpec answer = this.client.get().uri(path).exchange();
		answer.expectStatus().isEqualTo(503);
		answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "5");
		answer.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The orchestrator cannot be reached. Try again later.\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/readiness", "/orchestration/actuator/health/readiness" })
	void isNotReadyWithoutKafka(String path) {
		this.client.get().uri(path).exchange().expectStatus().isEqualTo(503);
	}

	@ParameterizedTest
	@ValueSource(strings = "/actuator/health/liveness")
	void isAliveWithoutKafka(String path) {
		this.client.get().uri(path).exchange().expectStatus().isOk();
	}

}

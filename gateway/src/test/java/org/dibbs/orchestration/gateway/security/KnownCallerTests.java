package org.dibbs.orchestration.gateway.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.dibbs.orchestration.gateway.upload.TestZip;
import org.dibbs.orchestration.gateway.worker.RestartableServer;
import org.dibbs.orchestration.security.ApiKey;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.dibbs.orchestration.security.StoredKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A front door that wants keys tells the queue and the workers whose what is.
 */
class KnownCallerTests {

	private static final String MESSAGE = "{\"message_type\":\"fhir\",\"data_type\":\"fhir\",\"config_file_name\":\"c.json\",\"message\":{}}";

	private static final List<SignedJWT> told = new CopyOnWriteArrayList<>();

	private static final RestartableServer worker = new RestartableServer(KnownCallerTests::answer);

	private static ConfigurableApplicationContext frontDoor;

	private static String key;

	private static volatile int status = 200;

	private final HttpClient http = HttpClient.newHttpClient();

	private final FakeHandover handover = frontDoor.getBean(FakeHandover.class);

	@BeforeAll
	static void start() {
		frontDoor = new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--dibbs.security.authentication=keys",
				"--dibbs.orchestrator.internal-secret=0123456789abcdef0123456789abcdef",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--dibbs.orchestrator.url=" + worker.url());
		key = key(new Caller("county-a", "x", Set.of(Scope.SUBMIT, Scope.READ, Scope.CONFIGS_WRITE)));
	}

	private static String key(Caller caller) {
		ApiKey made = ApiKey.create(new SecureRandom());
		StoredKey stored = new StoredKey(made.id(), made.hash(), caller, Instant.now(), Instant.now().plusSeconds(3600),
				false);
		KeyDirectory keys = frontDoor.getBean(KeyDirectory.class);
		keys.put(made.id(), stored.encode());
		keys.complete();
		return made.reveal();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		List<String> tokens = exchange.getRequestHeaders().get(SecurityHeaders.INTERNAL_TOKEN);
		assertThat(tokens).hasSize(1);
		try {
			told.add(SignedJWT.parse(tokens.getFirst()));
		}
		catch (ParseException ex) {
			throw new IOException(ex);
		}
		assertThat(exchange.getRequestHeaders()).doesNotContainKeys("X-api-key", "Authorization");
		byte[] body = "{\"detail\":\"x\"}".getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@AfterAll
	static void stop() {
		frontDoor.close();
		worker.close();
	}

	@BeforeEach
	void forget() {
		told.clear();
		status = 200;
		this.handover.answers(Mono.empty());
		this.handover.answersBatches(Mono.just(true));
		this.handover.tells(Flux.empty());
	}

	@Test
	void whatIsSentIsOfTheCallersTenant() throws Exception {
		for (String path : List.of("/process-message", "/submissions", "/submissions/batch")) {
			String type = path.endsWith("batch") ? "application/x-ndjson" : "application/json";
			this.http.send(request(path, type, key).build(), HttpResponse.BodyHandlers.ofString());
		}
		WebSocket socket = this.http.newWebSocketBuilder()
			.header("X-API-Key", key)
			.buildAsync(uri("ws", "/process-ws"), new WebSocket.Listener() {
			})
			.join();
		socket.sendBinary(ByteBuffer.wrap(new TestZip().with(TestZip.EICR, "<a/>").bytes()), true).join();
		Awaitility.await().until(() -> this.handover.tenants().size() == 4);
		assertThat(this.handover.tenants()).containsOnly("county-a");
		socket.abort();
	}

	@Test
	void aWorkerIsToldWhoCallsAndWhatThatCallerMayDo() throws Exception {
		HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(uri("http", "/configs"))
			.header("X-API-Key", key)
			.header(SecurityHeaders.INTERNAL_TOKEN, "forged")
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(told).hasSize(1).allSatisfy((token) -> {
			assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("county-a");
			assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(key.split("_")[1]);
			assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("configs:write read submit");
		});
	}

	@Test
	void whatTheFrontDoorAsksForASenderIsOfItsTenantAndNoMoreThanItNeeds() throws Exception {
		String sender = key(new Caller("county-b", "y", Set.of(Scope.ADMIN)));
		this.http.send(request("/process-message", "application/json", sender).header("Idempotency-Key", "k").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(told).isNotEmpty().allSatisfy((token) -> {
			assertThat(token.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("county-b");
			assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("read submit");
		});
	}

	@Test
	void aWorkerThatDoesNotKnowThisFrontDoorIsNoFaultOfTheCaller() throws Exception {
		status = 401;
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(uri("http", "/configs")).header("X-API-Key", key).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(502);
		assertThat(answer.body()).startsWith("{\"detail\":");
	}

	private static HttpRequest.Builder request(String path, String type, String with) {
		return HttpRequest.newBuilder(uri("http", path))
			.header("X-API-Key", with)
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(MESSAGE));
	}

	private static URI uri(String scheme, String path) {
		return URI
			.create(scheme + "://127.0.0.1:" + frontDoor.getEnvironment().getProperty("local.server.port") + path);
	}

}

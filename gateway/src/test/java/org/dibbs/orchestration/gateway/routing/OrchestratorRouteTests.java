package org.dibbs.orchestration.gateway.routing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a front door of its own, as the shared one has no orchestrator behind it.
 */
class OrchestratorRouteTests {

	private static final HttpServer orchestrator = start();

	private static final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	/** Statuses to answer with; 0 breaks the connection off, none left is 200. */
	private static final Deque<Integer> answers = new ArrayDeque<>();

	private static ConfigurableApplicationContext frontDoor;

	private final WebTestClient client = WebTestClient.bindToServer()
		.baseUrl("http://127.0.0.1:" + frontDoor.getEnvironment().getProperty("local.server.port"))
		.build();

	private final ReactiveResilience4JCircuitBreakerFactory breakers = frontDoor
		.getBean(ReactiveResilience4JCircuitBreakerFactory.class);

	@BeforeAll
	static void open() {
		frontDoor = new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--dibbs.orchestrator.open-duration=10m",
				"--dibbs.orchestrator.url=http://127.0.0.1:" + orchestrator.getAddress().getPort());
	}

	@AfterAll
	static void stop() {
		frontDoor.close();
		orchestrator.stop(0);
	}

	@BeforeEach
	void forget() {
		calls.clear();
		answers.clear();
		this.breakers.getCircuitBreakerRegistry().getAllCircuitBreakers().forEach((breaker) -> breaker.reset());
	}

	@Test
	void passesEveryVerbOnWithQueryAndBody() {
		for (String row : List.of("GET /configs", "GET /configs/a?version=1", "PUT /configs/a", "DELETE /configs/a",
				"GET /configs/a/versions", "POST /configs/a/check", "GET /configs/schema.json",
				"GET /building-blocks")) {
			assertThat(status(row)).isEqualTo(200);
			assertThat(calls.removeFirst()).isEqualTo(row + (row.startsWith("P") ? " {}" : " "));
		}
	}

	@Test
	void asksAgainOnlyForWhatChangesNothing() {
		answers.addAll(List.of(503, 0));
		assertThat(status("GET /configs")).isEqualTo(200);
		assertThat(calls).hasSize(3);
		calls.clear();
		answers.add(503);
		assertThat(status("PUT /configs/a")).isEqualTo(503);
		assertThat(calls).hasSize(1);
		answers.add(500);
		assertThat(status("GET /configs")).isEqualTo(500);
		assertThat(calls).hasSize(2);
	}

	@Test
	void leavesAnOrchestratorThatIsDownAlone() {
		answers.addAll(Collections.nCopies(10, 0));
		for (int i = 0; i < 10; i++) {
			assertThat(status("PUT /configs/a")).isEqualTo(503);
		}
		int before = calls.size();
		this.client.get()
			.uri("/configs")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.valueEquals("Retry-After", "5")
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The orchestrator cannot be reached. Try again later.\"}");
		assertThat(calls).hasSize(before);
	}

	@Test
	void refusesALargeBodyItself() {
		this.client.put()
			.uri("/configs/a")
			.bodyValue("x".repeat(1024 * 1024 + 1))
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The body may have at most 1048576 bytes here.\"}");
		assertThat(calls).isEmpty();
	}

	@Test
	void cutsABodyShortThatDoesNotSayThatItIsLarge() {
		this.client.put()
			.uri("/configs/a")
			.body(Flux.range(0, 17).map((i) -> "x".repeat(64 * 1024)), String.class)
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody(String.class)
			.isEqualTo("{\"detail\":\"The body may have at most 1048576 bytes here.\"}");
	}

	private int status(String row) {
		String[] columns = row.split(" ");
		HttpMethod method = HttpMethod.valueOf(columns[0]);
		WebTestClient.RequestBodySpec request = this.client.method(method).uri(columns[1]);
		return ((columns[0].startsWith("P")) ? request.bodyValue("{}") : request).exchange()
			.returnResult(String.class)
			.getStatus()
			.value();
	}

	private static HttpServer start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.createContext("/", OrchestratorRouteTests::answer);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
		Integer status = answers.poll();
		if (status == null || status != 0) {
			exchange.sendResponseHeaders((status != null) ? status : 200, -1);
		}
		exchange.close();
	}

}

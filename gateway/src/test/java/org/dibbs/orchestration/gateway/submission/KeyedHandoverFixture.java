package org.dibbs.orchestration.gateway.submission;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.GatewayApplication;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A front door of its own with two workers behind it, which share a database.
 */
abstract class KeyedHandoverFixture {

	static final String MESSAGE = "{\"message_type\":\"fhir\",\"data_type\":\"fhir\",\"config_file_name\":\"c.json\","
			+ "\"message\":{}}";

	static final String OK = "{\"message\":\"Processing succeeded!\",\"processed_values\":{}}";

	static final KeyWorker.Database database = new KeyWorker.Database();

	static ConfigurableApplicationContext frontDoor;

	static KeyWorker one;

	static KeyWorker two;

	final HttpClient http = HttpClient.newHttpClient();

	final FakeHandover handover = frontDoor.getBean(FakeHandover.class);

	final BodyMemory memory = frontDoor.getBean(BodyMemory.class);

	@BeforeAll
	static void open() {
		one = new KeyWorker(database);
		two = new KeyWorker(database);
		frontDoor = new SpringApplicationBuilder(GatewayApplication.class, FrontDoorTest.Fakes.class).run(
				"--server.port=0", "--server.address=127.0.0.1", "--dibbs.security.authentication=none",
				"--spring.kafka.bootstrap-servers=127.0.0.1:1", "--dibbs.idempotency.look-interval=20ms",
				"--dibbs.idempotency.handover-limit=60s", "--dibbs.idempotency.max-waiting=2",
				"--dibbs.orchestrator.response-timeout=2s", "--dibbs.orchestrator.open-duration=10ms",
				"--dibbs.orchestrator.url=" + one.url() + "," + two.url());
	}

	@AfterAll
	static void stop() {
		frontDoor.close();
		one.close();
		two.close();
	}

	@BeforeEach
	void forget() {
		database.claims.clear();
		database.known.clear();
		database.results.clear();
		database.asked.clear();
		database.age = 0;
		this.handover.answers(Mono.empty());
		completes();
	}

	@AfterEach
	void nothingIsHeld() {
		one.statuses.clear();
		two.statuses.clear();
		Awaitility.await().untilAsserted(() -> assertThat(this.memory.used()).isZero());
	}

	// As the real one, by the id it is given; the workers know it then.
	void completes() {
		this.handover.behaves((id) -> {
			database.known.add(id.toString());
			database.results.put(id.toString(), KeyWorker.Answer.result(200, "application/json", OK));
			return Mono.just(new HandoverOutcome.Answered(id,
					new WorkflowReply.Completed(WorkflowReply.JSON, OK.getBytes(StandardCharsets.UTF_8))));
		});
	}

	void runs() {
		this.handover.behaves((id) -> {
			database.known.add(id.toString());
			return Mono.just(new HandoverOutcome.StillRunning(id, true));
		});
	}

	String id() {
		return this.handover.ids().getFirst().toString();
	}

	static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

	HttpResponse<String> send(String path, String key, String body, String... headers) {
		return later(path, key, body, headers).join();
	}

	CompletableFuture<HttpResponse<String>> later(String path, String key, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> upload(String path, String type, byte[] body) {
		return upload(path, type, body, "k");
	}

	HttpResponse<String> upload(String path, String type, byte[] body, @Nullable String key) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		return this.http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
	}

	static URI uri(String path) {
		return URI.create("http://127.0.0.1:" + frontDoor.getEnvironment().getProperty("local.server.port") + path);
	}

}

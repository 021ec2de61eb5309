package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications tell reaches a real Collector, a real Prometheus and, where it is
 * bad, a webhook through a real Alertmanager; and none of them is needed.
 */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIntegrationTests {

	private static final String FHIR = Stack.submission("fhir", "fhir", "sample-fhir-test-config.json", "fhir.json");

	private static final String ECR = Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml");

	private static final String RULE = """
			groups:
			  - name: test
			    interval: 1s
			    rules:
			      - alert: MessagesFail
			        expr: sum(increase(process_message_counter_total{status_code=~"5.."}[30s])) > 0
			        labels: { severity: page }
			""";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private Script script;

	private Stack stack;

	private Webhook webhook;

	@BeforeAll
	void startAStackThatIsWatched(@TempDir Path folder) throws IOException {
		Watchers.areThere();
		this.webhook = new Webhook();
		Path rule = Files.writeString(folder.resolve("test.yaml"), RULE);
		this.script = new Script().withTelemetry()
			.with("OTEL_JAVAAGENT_ENABLED", "true")
			.with("OTEL_METRIC_EXPORT_INTERVAL", "1000")
			.with("ALERT_PAGE_WEBHOOK", this.webhook.address())
			.with("DIBBS_ALERT_RULES", rule.toString())
			.with("DIBBS_ALERT_RESEND_DELAY", "5s");
		this.stack = Stack.own(this.script);
	}

	@AfterAll
	void stopIt() {
		if (this.script != null) {
			this.script.close();
		}
		if (this.webhook != null) {
			this.webhook.close();
		}
	}

	@Test
	void whatIsToldReachesPrometheus() {
		assertThat(this.stack.submit(FHIR).statusCode()).isEqualTo(200);
		assertThat(this.script.run("status")).contains("collector", "prometheus", "alertmanager");
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.stack.get(at("COLLECTOR_METRICS_PORT", "/metrics")).body())
				.containsPattern("process_message_counter_total\\{[^}]*status_code=\"200\"")
				.contains("jvm_thread_count")
				.doesNotContain("process_command", "kafka_consumer_fetch", "kafka_producer_");
			assertThat(query("process_message_counter_total{status_code=\"200\"}")).contains("dibbs-orchestrator");
			assertThat(query("http_server_request_duration_seconds_count{http_route=\"/process-message\"}"))
				.contains("dibbs-gateway");
			assertThat(query("up == 1")).contains(":" + this.script.get("COLLECTOR_OWN_METRICS_PORT"));
		});
	}

	@Test
	void anAlertReachesItsWebhookAndIsTakenBack() {
		this.stack.control("{\"endpoint\":\"validate\",\"count\":100000,\"status\":500}");
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(3)).until(() -> {
			assertThat(this.stack.submit(ECR).statusCode()).isGreaterThanOrEqualTo(500);
			return this.webhook.told().contains("MessagesFail firing");
		});
		this.stack.reset();
		Awaitility.await().atMost(PATIENCE).until(() -> this.webhook.told().contains("MessagesFail resolved"));
		assertThat(this.stack.submit(ECR).statusCode()).isEqualTo(200);
	}

	@Test
	void noMessageFailsWhileTheCollectorIsAwayOrHangs() throws IOException {
		this.stack.kill("collector");
		assertEachIsAnswered();
		assertThat(this.script.run("status")).containsPattern("collector +- .* down");
		// It is let in, and never answered.
		try (ServerSocket hanging = new ServerSocket(Integer.parseInt(this.script.get("COLLECTOR_PORT")), 50,
				InetAddress.getByName(BrokerSettings.HOST))) {
			try (var accepted = hanging.accept()) {
				assertEachIsAnswered();
				assertThat(accepted.isConnected()).isTrue();
				assertThat(this.script.run(1, "restart", "collector")).contains("COLLECTOR_PORT chooses another");
				assertThat(this.script.run("up", "--detach", "--no-build")).contains("collector: port ", "gateway");
			}
		}
		this.script.run("restart", "collector");
		assertThat(this.script.run("status")).doesNotContain("down");
	}

	private void assertEachIsAnswered() {
		List<CompletableFuture<Integer>> answers = Stream.generate(() -> this.stack.submitLater(FHIR))
			.limit(30)
			.map((answer) -> answer.thenApply((response) -> response.statusCode()))
			.toList();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isEqualTo(200));
	}

	private String query(String expression) {
		return this.stack
			.get(at("PROMETHEUS_PORT", "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
			.body();
	}

	private URI at(String port, String path) {
		return URI.create("http://127.0.0.1:" + this.script.get(port) + path);
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.local.OtlpSink.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What a trace store gets of a message, through the real agent and a real Collector.
 */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String MESSAGE = Stack.submission("fhir", "fhir", "traced.json", "fhir.json");

	private static final String CALLER = "00f067aa0ba902b7";

	private final OtlpSink sink = new OtlpSink();

	private final TracedBlock block = new TracedBlock();

	private Script script;

	private Stack stack;

	TracingIntegrationTests() throws IOException {
	}

	@BeforeAll
	void startAStackWhoseTracesAreKept(@TempDir Path folder) throws IOException {
		assumeThat(Script.ROOT.resolve(".dibbs-tools/dibbs-otel-collector"))
			.as("WITHOUT Collector TRACES ARE NOT TESTED; ./dibbs telemetry gets it")
			.isExecutable();
		this.script = new Script().withTelemetry()
			.with("OTEL_JAVAAGENT_ENABLED", "true")
			.with("OTEL_METRIC_EXPORT_INTERVAL", "1000")
			// The worker has the default.
			.with("GATEWAY_JAVA_OPTS", "-Dotel.traces.sampler=parentbased_always_off")
			.with("OTEL_BSP_SCHEDULE_DELAY", "200")
			.with("COLLECTOR_TRACE_EXPORTERS", "[otlp_http]")
			.with("TRACE_STORE_ENDPOINT", this.sink.address())
			.with("REDELIVERY_INITIAL_INTERVAL", "300ms")
			.with("BUILDING_BLOCKS_FILE", this.block.declaration(folder).toString());
		this.stack = Stack.own(this.script);
		HttpResponse<String> stored = this.stack
			.send(HttpRequest.newBuilder(this.stack.gateway("/configs/traced.json"))
				.header("Content-Type", "application/json")
				.PUT(HttpRequest.BodyPublishers.ofString(TracedBlock.CONFIG)))
			.join();
		assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
	}

	@AfterAll
	void stopIt() {
		if (this.script != null) {
			this.script.close();
		}
		this.sink.close();
		this.block.close();
	}

	@Test
	void oneTraceLeadsFromTheCallerThroughTheQueueToTheBlockAndBack() {
		String trace = newTrace();
		HttpResponse<String> answer = post("/process-message", Map.of("traceparent", traceparent(trace, "01")));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		awaitRoles(trace, "CLIENT POST", "CONSUMER dibbs-results");
		assertThat(path(trace, "CLIENT POST")).containsExactly("CLIENT POST", "INTERNAL workflow step",
				"INTERNAL workflow", "CONSUMER dibbs-submissions", "PRODUCER dibbs-submissions",
				"SERVER POST /process-message", CALLER);
		assertThat(path(trace, "CONSUMER dibbs-results")).startsWith("CONSUMER dibbs-results", "PRODUCER dibbs-results")
			.endsWith("PRODUCER dibbs-submissions", "SERVER POST /process-message", CALLER);
	}

	@Test
	void whatTheCallerSaysBesidesReachesTheBlock() {
		String trace = newTrace();
		post("/process-message", Map.of("traceparent", traceparent(trace, "01"), "tracestate", "vendor=opaque",
				"baggage", "tenant=north"));
		assertThat(this.block.calls(trace)).hasSize(1)
			.allSatisfy((call) -> assertThat(call).containsEntry("tracestate", "vendor=opaque")
				.containsEntry("baggage", "tenant=north"));
	}

	@Test
	void linesOfTheLogAndTheLedgerSayWhichTraceItIs() throws IOException {
		String trace = newTrace();
		HttpResponse<String> answer = post("/process-message", Map.of("traceparent", traceparent(trace, "01")));
		String id = answer.headers().firstValue("Submission-Id").orElseThrow();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.stack.get(this.stack.gateway("/submissions/" + id)).body())
				.contains("\"trace_id\":\"" + trace + "\""));
		for (String process : List.of("gateway", "orchestrator")) {
			assertThat(Files.readAllLines(this.script.data().resolve("logs").resolve(process + ".log"))).as(process)
				.anyMatch((line) -> line.contains(id) && line.contains("[" + trace + "]"));
		}
	}

	@Test
	void aRecordOfAKafkaClientGoesOnWithItsTrace() {
		String trace = newTrace();
		submitToKafka(traceparent(trace, "01"));
		awaitRoles(trace, "CLIENT POST", "PRODUCER dibbs-results");
		assertThat(path(trace, "CLIENT POST")).containsExactly("CLIENT POST", "INTERNAL workflow step",
				"INTERNAL workflow", "CONSUMER dibbs-submissions", CALLER);
	}

	@Test
	void aFurtherAttemptLinksToTheTraceOfTheFirst() {
		this.block.failOnce(503);
		this.block.failOnce(503);
		this.block.failOnce(503);
		String trace = newTrace();
		HttpResponse<String> answer = post("/submissions", Map.of("traceparent", traceparent(trace, "01")));
		assertThat(answer.statusCode()).isEqualTo(202);
		String id = JsonMapper.shared().readTree(answer.body()).path("submission_id").asString();
		List<Told> attempts = Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.sink.spans()
				.stream()
				.filter((span) -> id.equals(span.attributes().get("dibbs.submission_id")))
				.toList(), (found) -> found.size() == 2);
		assertThat(attempts.getFirst().trace()).isEqualTo(trace);
		assertThat(attempts.getLast().attributes()).containsEntry("dibbs.attempt", "2")
			.containsEntry("dibbs.outcome", "completed");
		assertThat(attempts.getLast().trace()).isNotEqualTo(trace);
		assertThat(attempts.getLast().links()).contains(trace);
	}

	@Test
	void theCallerDecidesWhetherItsTraceIsRecordedAndElseTheSetting() {
		String silent = newTrace();
		post("/process-message", Map.of("traceparent", traceparent(silent, "00")));
		assertThat(this.block.calls(silent)).hasSize(1);
		int before = this.sink.spans().size();
		String own = post("/process-message", Map.of()).headers().firstValue("Submission-Id").orElseThrow();
		// What comes after it has arrived: it would have, too.
		String recorded = newTrace();
		post("/process-message", Map.of("traceparent", traceparent(recorded, "01")));
		awaitRoles(recorded, "SERVER POST /process-message", "INTERNAL workflow");
		List<Told> since = this.sink.spans().subList(before, this.sink.spans().size());
		assertThat(since).noneMatch((span) -> own.equals(span.attributes().get("dibbs.submission_id")));
		assertThat(this.sink.spans()).noneMatch((span) -> span.trace().equals(silent));
	}

	@Test
	void whereNobodyDecidesEverythingIsRecorded() {
		String id = submitToKafka("").toString();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sink.spans())
				.anyMatch((span) -> id.equals(span.attributes().get("dibbs.submission_id"))));
	}

	@Test
	void whatMicrometerSendsIsInNoTraceAndNoMeasurementOfCalls() {
		URI metrics = URI.create("http://127.0.0.1:" + this.script.get("COLLECTOR_METRICS_PORT") + "/metrics");
		String port = this.script.get("COLLECTOR_PORT");
		post("/process-message", Map.of());
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			String exported = this.stack.get(metrics).body();
			assertThat(exported.lines().filter((line) -> line.startsWith("disk_free_bytes{"))).hasSize(2);
			assertThat(exported).contains("logback_events_total{", "process_files_open{")
				.containsPattern("http_server_request_duration_seconds_bucket\\{[^}]*le=\"1800\"}")
				.containsPattern("http_client_request_duration_seconds_bucket\\{[^}]*le=\"1800\"}")
				.containsPattern("messaging_process_duration_seconds_bucket\\{[^}]*le=\"1800\"}")
				.doesNotContain("server_port=\"" + port + "\"", "url_path", "client_address");
		});
		// The spans of what was sent till now have arrived when those of this have.
		String trace = newTrace();
		post("/process-message", Map.of("traceparent", traceparent(trace, "01")));
		awaitRoles(trace, "SERVER POST /process-message", "INTERNAL workflow");
		assertThat(this.sink.spans()).isNotEmpty()
			.noneMatch((span) -> (span.name() + span.attributes()).contains("v1/metrics"))
			.noneMatch((span) -> port.equals(span.attributes().get("server.port")));
	}

	@Test
	void bookkeepingIsInNoTrace() {
		String id = post("/process-message", Map.of()).headers().firstValue("Submission-Id").orElseThrow();
		assertThat(this.stack.get(this.stack.gateway("/submissions/" + id + "?wait=20")).body())
			.contains("\"status\":\"SUCCEEDED\"");
		// The spans of what the ledger has read till now have arrived when those of this
		// have.
		String trace = newTrace();
		post("/process-message", Map.of("traceparent", traceparent(trace, "01")));
		awaitRoles(trace, "SERVER POST /process-message", "INTERNAL workflow");
		assertThat(this.sink.spans()).extracting(Told::name)
			.contains("process dibbs-submissions")
			.noneMatch((name) -> name.matches(".* dibbs-(submission-events|audit|caller-use|keys)"));
	}

	private HttpResponse<String> post(String path, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.stack.gateway(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(MESSAGE));
		headers.forEach(request::header);
		return this.stack.send(request).join();
	}

	private SubmissionId submitToKafka(String traceparent) {
		SubmissionId id = SubmissionId.next();
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SUBMISSIONS, id.toString(),
				MESSAGE.getBytes(StandardCharsets.UTF_8));
		if (!traceparent.isEmpty()) {
			record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
		}
		try (KafkaProbe probe = this.stack.probe()) {
			probe.write(record);
		}
		return id;
	}

	private void awaitRoles(String trace, String... roles) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(spans(trace)).extracting(Told::role).contains(roles));
	}

	private List<Told> spans(String trace) {
		return this.sink.spans().stream().filter((span) -> span.trace().equals(trace)).toList();
	}

	/** From a span to the one that everything began with; in the end an id. */
	private List<String> path(String trace, String role) {
		return Awaitility.await().atMost(PATIENCE).until(() -> way(spans(trace), role), (way) -> way.contains(CALLER));
	}

	private static List<String> way(List<Told> spans, String role) {
		List<String> way = new ArrayList<>();
		Told at = spans.stream().filter((span) -> span.role().equals(role)).findFirst().orElse(null);
		while (at != null) {
			way.add(at.role());
			String parent = at.parent();
			at = spans.stream().filter((span) -> span.id().equals(parent)).findFirst().orElse(null);
			if (at == null) {
				way.add(parent);
			}
		}
		return way;
	}

	private static String newTrace() {
		return "%016x%016x".formatted(ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
	}

	private static String traceparent(String trace, String flags) {
		return "00-" + trace + "-" + CALLER + "-" + flags;
	}

}

package org.dibbs.orchestration.local.secrecy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.BesideOthers;
import org.dibbs.orchestration.local.Script;
import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.secrecy.Traffic.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Markers are planted in every text of messages of all kinds, in parameters, headers,
 * file names, secrets and answers of building blocks, and sent by every door, to every
 * end. None is in what the stack tells of itself, with our own loggers at their most
 * talkative; and no caller is told more of them than the contract says.
 */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecrecyIntegrationTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final Path COLLECTOR = Script.ROOT.resolve(".dibbs-tools/dibbs-otel-collector");

	private final Markers markers = new Markers();

	private OtlpReceiver receiver;

	private Script script;

	private List<Told> told;

	private String succeeded;

	private String submission;

	private Evidence evidence;

	@BeforeAll
	void sendMarkersEverywhere(@TempDir Path folder) throws IOException {
		assumeThat(Files.isExecutable(COLLECTOR))
			.as("WITHOUT a Collector IT IS NOT TESTED THAT LOGS, SPANS AND METRICS KEEP SECRETS; ./dibbs telemetry gets it")
			.isTrue();
		this.receiver = new OtlpReceiver();
		this.script = new Script().withTelemetry();
		Stack stack = Stack.own(settings(Files.writeString(folder.resolve("c.yaml"), this.receiver.configuration())));
		assertThat(this.script.run("status")).containsPattern("collector .* up ");
		Documents documents = Documents.of(this.markers);
		Traffic traffic = new Traffic(stack, this.markers);
		HttpResponse<String> first = traffic
			.exchange(traffic.request("/process-message", "application/json", documents.ecr("test-no-save.json"))
				.header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
		this.submission = first.headers().firstValue("Submission-Id").orElseThrow();
		this.succeeded = new SuccessfulTraffic(traffic, documents).send();
		new RefusedTraffic(traffic, documents).send();
		new FailingTraffic(traffic, documents).send();
		this.told = traffic.told();
		String metrics = stack
			.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + this.script.get("COLLECTOR_METRICS_PORT") + "/metrics"))
				.header("Accept", "application/openmetrics-text; version=1.0.0"))
			.join()
			.body();
		// The applications tell the last of it when they end, and the Collector after
		// them.
		this.script.run("down");
		this.evidence = new Evidence(this.script.data().resolve("logs"), this.receiver, metrics);
	}

	private Script settings(Path collectorConfig) {
		String secret = this.markers.word("password of an address");
		return this.script.with("OTEL_JAVAAGENT_ENABLED", "true")
			.with("LOG_FORMAT", "json")
			.with("LOG_LEVEL", "TRACE")
			.with("OTEL_METRIC_EXPORT_INTERVAL", "1000")
			.with("COLLECTOR_LOG_LEVEL", "info")
			.with("DIBBS_COLLECTOR_CONFIG", collectorConfig.toString())
			.with("REDELIVERY_INITIAL_INTERVAL", "200ms")
			.with("REDELIVERY_ATTEMPTS", "2")
			.with("REDELIVERY_POLL_INTERVAL", "100ms")
			.with("BLOCK_RETRY_ATTEMPTS", "2")
			.with("SMARTY_AUTH_ID", this.markers.word("SMARTY_AUTH_ID"))
			.with("SMARTY_AUTH_TOKEN", this.markers.word("SMARTY_AUTH_TOKEN"))
			.with("DATABASE_PASSWORD", this.markers.word("DATABASE_PASSWORD"))
			.with("ORCHESTRATOR_JAVA_OPTS", "-Dunknown=" + this.markers.word("option of a worker"))
			.with("VALIDATION_URL",
					"http://user:" + secret + "@127.0.0.1:" + this.script.get("SANDBOX_PORT") + "/validation");
	}

	@AfterAll
	void stopIt() {
		if (this.script != null) {
			this.script.close();
		}
		if (this.receiver != null) {
			this.receiver.close();
		}
	}

	@TestFactory
	Stream<DynamicTest> noPlaceHoldsAMarker() {
		return this.evidence.places()
			.entrySet()
			.stream()
			.map((place) -> DynamicTest.dynamicTest(place.getKey(),
					() -> assertThat(this.markers.in(place.getValue())).isEmpty()));
	}

	@TestFactory
	Stream<DynamicTest> noAnswerSaysMoreThanItsContract() {
		return this.told.stream()
			.map((told) -> DynamicTest.dynamicTest(told.what(),
					() -> assertThat(this.markers.in(told.answer())).as("%s", told.answer())
						.isSubsetOf(told.mayName())));
	}

	/** Where what is searched for is what is there, the search would have found more. */
	@TestFactory
	Stream<DynamicTest> theSearchSeesWhatIsThere() {
		return Stream
			.of(List.of("gateway.log", this.submission), List.of("gateway.log", TRACE),
					List.of("orchestrator.log", this.submission), List.of("orchestrator.log", TRACE),
					List.of("broker.log", "The broker is ready"), List.of("sandbox.log", "Sandbox answers"),
					List.of("collector.out", "Everything is ready"), List.of("received traces", this.submission),
					List.of("received traces", "exception"), List.of("received logs", this.submission),
					List.of("received metrics", "process_message_counter"), List.of("passed traces", this.submission),
					List.of("passed logs", this.submission), List.of("metrics for Prometheus", "trace_id="),
					List.of("metrics for Prometheus", "process_message_counter_total"))
			.map((seen) -> DynamicTest.dynamicTest(seen.toString(),
					() -> assertThat(this.evidence.place(seen.getFirst())).contains(seen.getLast())));
	}

	@Test
	void theMarkersGoAllTheWay() {
		assertThat(this.markers.count()).isGreaterThan(800);
		assertThat(this.markers.in(this.succeeded)).hasSizeGreaterThan(60);
		assertThat(this.told).filteredOn((told) -> !this.markers.in(told.answer()).isEmpty()).hasSizeGreaterThan(20);
	}

	@Test
	void eachLineIsOneJsonObject() {
		for (String name : List.of("gateway", "orchestrator")) {
			assertThat(this.evidence.place(name + ".log").lines()).isNotEmpty()
				.map(JsonMapper.shared()::readTree)
				.allSatisfy((line) -> assertThat(line.propertyNames()).contains("@timestamp", "level", "logger_name",
						"message"))
				.allSatisfy((line) -> assertThat(line.path("service").asString()).isEqualTo("dibbs-" + name));
		}
	}

	@TestFactory
	Stream<DynamicTest> bothTiersLogTheEndOfASubmissionWithItsTrace() {
		return Stream.of("gateway", "orchestrator").map((name) -> DynamicTest.dynamicTest(name, () -> {
			JsonNode line = this.evidence.place(name + ".log")
				.lines()
				.map(JsonMapper.shared()::readTree)
				.filter((candidate) -> candidate.path("submission_id").asString().equals(this.submission)
						&& candidate.path("outcome").asString().equals("completed"))
				.findFirst()
				.orElseThrow();
			assertThat(line.path("trace_id").asString()).isEqualTo(TRACE);
			assertThat(line.path("config").asString()).isEqualTo("test-no-save.json");
			assertThat(line.path("status").asInt()).isEqualTo(200);
			assertThat(line.path("duration_ms").isIntegralNumber()).isTrue();
			JsonNode record = this.evidence.logRecords()
				.stream()
				.filter((candidate) -> candidate.path("spanId").asString().equals(line.path("span_id").asString()))
				.filter((candidate) -> Evidence.attribute(candidate, "outcome").equals("completed"))
				.findFirst()
				.orElseThrow();
			assertThat(record.path("traceId").asString()).isEqualTo(TRACE);
			assertThat(Evidence.attribute(record, "submission_id")).isEqualTo(this.submission);
			assertThat(record.at("/body/stringValue").asString()).isEqualTo(line.path("message").asString());
		}));
	}

	@Test
	void everyRecordOfASubmissionsEndBelongsToATraceThatThereIs() {
		List<String> traces = this.evidence.spans().stream().map((span) -> span.path("traceId").asString()).toList();
		assertThat(this.evidence.logRecords()).filteredOn((record) -> !Evidence.attribute(record, "outcome").isEmpty())
			.hasSizeGreaterThan(50)
			.map((record) -> record.path("traceId").asString())
			.allMatch(traces::contains);
	}

}

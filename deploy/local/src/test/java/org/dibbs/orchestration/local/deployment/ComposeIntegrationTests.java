package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.dibbs.orchestration.local.BesideOthers;
import org.dibbs.orchestration.local.Stack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The installation with Docker Compose runs, on a real engine, with our own images and
 * with stand-ins for those of others.
 */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIntegrationTests {

	private static final String GATEWAY = "http://127.0.0.1:8080";

	// A name of another network is not found, which takes until the machine's own name
	// server has said so, or has not.
	private static final String REACH = """
			for at in kafka:9092 orchestrator:8090 orchestrator-sandbox:8090 otel-collector:4318 postgres:5432 sandbox:8091; do
			  (timeout 5 bash -c "exec 3<>/dev/tcp/${at/:/\\/}" 2>/dev/null && echo $at) &
			done
			wait""";

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private final Compose compose = new Compose();

	private Installation installation;

	@BeforeAll
	void bringItUp() throws IOException {
		this.installation = new Installation();
		String notHere = this.installation.up();
		assumeThat(notHere).as(notHere).isEmpty();
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(states()).isEqualTo(expectedStates()));
	}

	@AfterAll
	void takeItDown() {
		this.installation.close();
	}

	@Test
	void answersAMessageThatComesToItsPublishedPort(@TempDir Path folder) throws IOException {
		Path message = Files.writeString(folder.resolve("message.json"),
				Stack.submission("ecr", "ecr", "test-no-save.json", "ecr.xml"));
		assertThat(send(message, "X-Nothing: nothing")).endsWith("HTTP 401");
		String answer = send(message, "X-API-Key: " + key());
		assertThat(answer).endsWith("HTTP 200").contains("\"Processing succeeded!\"");
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			assertThat(prometheus("query?query=process_message_counter_total")).contains("\"status_code\":\"200\"",
					"dibbs-orchestrator");
			assertThat(prometheus("query?query=http_server_request_duration_seconds_count"))
				.contains("\"http_route\":\"/process-message\"", "dibbs-gateway");
			assertThat(wget("jaeger", "http://127.0.0.1:8888/metrics")).containsPattern("accepted_spans\\{.*} [1-9]");
		});
	}

	@Test
	void hasEachRuleAndTheOneItTellsOfThem() {
		assertThat(prometheus("rules")).contains("\"health\":\"ok\"").doesNotContain("\"health\":\"err\"");
		assertThat(prometheus("alertmanagers")).contains("http://alertmanager:9093/");
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(
					() -> assertThat(wget("alertmanager", "http://127.0.0.1:9093/api/v2/alerts")).contains("Watchdog"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "orchestrator-sandbox", "sandbox" })
	void runsOurImagesWithoutRightsAndWithNothingToWriteTo(String service) {
		assertThat(this.installation.bash(service, "id -u; id -g; cat /proc/1/status")).startsWith("10001\n10001\n")
			.containsPattern("CapEff:\\s+0+\n")
			.containsPattern("NoNewPrivs:\\s+1\n");
		assertThat(this.installation.bash(service, "for at in /app /lib /tmp; do touch $at/x 2>&1; done; ls /tmp"))
			.contains("/app/x': Read-only file system", "/lib/x': Read-only file system")
			.endsWith("x\n");
	}

	@ParameterizedTest
	@CsvSource({ "gateway, kafka:9092 orchestrator-sandbox:8090 orchestrator:8090 otel-collector:4318",
			"orchestrator-sandbox, kafka:9092 orchestrator-sandbox:8090 orchestrator:8090 otel-collector:4318 postgres:5432 sandbox:8091",
			"sandbox, orchestrator-sandbox:8090 sandbox:8091" })
	void letsEachServiceReachWhatItNeedsAndNeitherTheQueueNorTheDatabaseBesides(String service, String reached) {
		assertThat(this.installation.bash(service, REACH).lines().sorted()).containsExactly(reached.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "orchestrator", "sandbox" })
	void putsNoSecretIntoAnImage(String image) {
		String name = this.compose.interpolated("${DIBBS_IMAGE_PREFIX}/" + image + ":${DIBBS_TAG}");
		assertThat(this.installation.in("docker", "image", "inspect", "--format", "{{json .Config}}", name))
			.contains("\"User\":\"10001:10001\"", "health.Healthy")
			.doesNotContainIgnoringCase("password")
			.doesNotContainIgnoringCase("token");
	}

	@Test
	void limitsWhatEachServiceTakes() {
		this.compose.startedWith("sandbox").forEach((service) -> {
			String id = this.installation.in("docker", "compose", "ps", "--all", "--quiet", service).strip();
			assertThat(this.installation.in("docker", "inspect", "--format",
					"{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}", id))
				.as(service)
				.matches("[1-9]\\d{7,} [1-9]\\d{8,}\n");
		});
	}

	@Test
	void doesNotWarnAgainAndAgainWhileAllIsWell() {
		// From then on the gateway has looked at the queue, as it does all the time.
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(prometheus("query?query=dibbs_queue_depth")).contains("dibbs-gateway"));
		assertThat(this.installation.in("docker", "compose", "logs", "gateway").lines())
			.filteredOn((line) -> line.contains("WARN"))
			.hasSizeLessThan(5);
	}

	private String send(Path message, String header) {
		return this.installation.in("curl", "--silent", "--max-time", "120", "--write-out", "\nHTTP %{http_code}",
				"--header", "Content-Type: application/json", "--header", header, "--data-binary", "@" + message,
				GATEWAY + "/process-message");
	}

	// As docs/deployment.md has it.
	private String key() {
		String made = this.installation.in("docker", "compose", "exec", "-T", "gateway", "java", "-Xmx64m", "-cp",
				"/app/application.jar", "org.dibbs.orchestration.keys.KeysCommand", "create", "--tenant", "county-a");
		return made.lines()
			.filter((line) -> line.startsWith("dibbs_"))
			.findFirst()
			.orElseThrow(() -> new AssertionError(made));
	}

	private Map<String, String> states() {
		return this.installation
			.in("docker", "compose", "ps", "--all", "--format", "{{.Service}} {{.State}} {{.Health}} {{.ExitCode}}")
			.lines()
			.map((line) -> line.split(" ", 2))
			.collect(Collectors.toMap((words) -> words[0], (words) -> words[1]));
	}

	private Map<String, String> expectedStates() {
		return this.compose.startedWith("sandbox").stream().collect(Collectors.toMap((name) -> name, (name) -> {
			if (name.equals("kafka-topics")) {
				return "exited  0";
			}
			return name.equals("otel-collector") ? "running  0" : "running healthy 0";
		}));
	}

	private String prometheus(String query) {
		return wget("prometheus", "http://127.0.0.1:9090/api/v1/" + query);
	}

	private String wget(String service, String address) {
		return this.installation.in("docker", "compose", "exec", "-T", service, "wget", "-q", "-O", "-", address);
	}

}

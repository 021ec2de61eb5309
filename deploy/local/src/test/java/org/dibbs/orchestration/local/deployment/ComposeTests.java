package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class ComposeTests {

	private static final String[] REAL_BLOCKS = { "validation", "fhir-converter", "ingestion", "message-parser",
			"trigger-code-reference", "ecr-viewer" };

	// Its image holds one program, which cannot ask.
	private static final String WITHOUT_HEALTH_CHECK = "otel-collector";

	// Ends by itself; whoever needs it waits for that.
	private static final String ENDS = "kafka-topics";

	private final Compose compose = new Compose();

	@Test
	void hasTheRealBlocksOrTheSandbox() {
		assertThat(this.compose.startedWith("blocks")).contains(REAL_BLOCKS)
			.contains("orchestrator")
			.doesNotContain("sandbox", "orchestrator-sandbox");
		assertThat(this.compose.startedWith("sandbox")).contains("sandbox", "orchestrator-sandbox")
			.doesNotContain(REAL_BLOCKS)
			.doesNotContain("orchestrator");
		assertThat(this.compose.defaults()).containsEntry("COMPOSE_PROFILES", "blocks");
	}

	@Test
	void pinsEveryImage() {
		this.compose.services().forEach((name, service) -> {
			String image = this.compose.interpolated(String.valueOf(service.get("image")));
			assertThat(image).as(name)
				.matches("[a-z0-9./-]+:v?\\d[a-zA-Z0-9.-]*")
				.doesNotContain("latest", "main", "$");
		});
	}

	@Test
	void bringsNoServiceWithoutLimitsAndRestart() {
		this.compose.services()
			.forEach((name, service) -> assertThat(service).as(name)
				.containsKeys("mem_limit", "cpus", "restart", "networks", "logging"));
	}

	@Test
	void asksEveryServiceWhetherItIsWell() {
		this.compose.services().forEach((name, service) -> {
			Map<String, Object> check = Compose.map(service.get("healthcheck"));
			if (name.equals(WITHOUT_HEALTH_CHECK)) {
				assertThat(check).containsEntry("disable", true);
			}
			else if (!name.equals(ENDS)) {
				assertThat(check).as(name).containsKeys("test", "interval", "timeout", "retries", "start_period");
			}
		});
	}

	@Test
	void startsWhatReadsTheTopicsAfterThey() {
		for (String name : List.of("gateway", "orchestrator", "orchestrator-sandbox")) {
			assertThat(condition(name, ENDS)).as(name).isEqualTo("service_completed_successfully");
		}
		assertThat(condition(ENDS, "kafka")).isEqualTo("service_healthy");
		assertThat(condition("orchestrator", "postgres")).isEqualTo("service_healthy");
		assertThat(condition("orchestrator-sandbox", "postgres")).isEqualTo("service_healthy");
	}

	@Test
	void letsNoPartOfTelemetryHoldUpTheStart() {
		this.compose.services()
			.forEach((name, service) -> assertThat(conditions(service.get("depends_on"))).as(name)
				.allSatisfy((on, condition) -> assertThat(List.of("kafka", ENDS, "postgres", "sandbox").contains(on)
						|| condition.equals("service_started"))
					.isTrue()));
	}

	@Test
	void waitsOnlyForWhatStartsWithTheSameProfile() {
		for (String profile : List.of("blocks", "sandbox")) {
			for (String name : this.compose.startedWith(profile)) {
				assertThat(this.compose.startedWith(profile)).as(name)
					.containsAll(conditions(this.compose.service(name).get("depends_on")).keySet());
			}
		}
	}

	@Test
	void publishesTheGatewayAndThePagesOfTheOperatorOnly() {
		Map<String, String> published = new TreeMap<>();
		this.compose.services()
			.forEach((name, service) -> Compose.strings(service.get("ports"))
				.forEach((port) -> published.put(name, this.compose.interpolated(port))));
		assertThat(published).isEqualTo(Map.of("gateway", "0.0.0.0:8080:8080", "grafana", "0.0.0.0:4000:3000", "jaeger",
				"127.0.0.1:16686:16686"));
	}

	@Test
	void hasAValueForEveryVariableOrSaysWhatIsMissing() {
		assertThat(this.compose.variablesWithoutValue()).isEmpty();
	}

	@Test
	void hasNoDefaultForASecret() {
		assertThat(this.compose.required()).containsExactly("GRAFANA_ADMIN_PASSWORD", "GRAFANA_ADMIN_USER",
				"INTERNAL_SECRET", "POSTGRES_PASSWORD");
		assertThat(this.compose.defaults().keySet())
			.noneMatch((name) -> name.matches(".*(PASSWORD|TOKEN|SECRET|USER)"));
	}

	@Test
	void documentsEveryVariable() {
		String document = Compose.read(Path.of("../../docs/deployment.md"));
		assertThat(this.compose.variables()).allSatisfy((name) -> assertThat(document).contains("`" + name + "`"));
		assertThat(this.compose.defaults().keySet()).allSatisfy((name) -> assertThat(document).contains("`" + name));
	}

	@ParameterizedTest
	@CsvSource({ "gateway, gateway", "orchestrator, orchestrator", "orchestrator-sandbox, orchestrator" })
	void tellsTheApplicationsOnlyWhatTheyListenTo(String service, String module) {
		String settings = Compose.read(Path.of("../../" + module + "/src/main/resources/application.yaml"));
		assertThat(Compose.map(this.compose.service(service).get("environment")).keySet())
			.filteredOn((name) -> !name.startsWith("OTEL_"))
			.allSatisfy((name) -> assertThat(settings).contains("${" + name + ":"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "orchestrator", "orchestrator-sandbox", "sandbox" })
	void givesOurImagesNothingToWriteToAndNoRights(String name) {
		assertThat(this.compose.service(name)).containsEntry("read_only", true)
			.containsEntry("cap_drop", List.of("ALL"))
			.containsEntry("tmpfs", List.of("/tmp"))
			.containsEntry("security_opt", List.of("no-new-privileges:true"));
	}

	@Test
	void mountsOnlyWhatIsThere() {
		assumeThat(Compose.FOLDER.resolve("prometheus")).as("the settings of Prometheus are not in this checkout")
			.exists();
		List<String> missing = new ArrayList<>();
		this.compose.services()
			.values()
			.stream()
			.flatMap((service) -> Compose.strings(service.get("volumes")))
			.map((volume) -> volume.substring(0, volume.indexOf(':')))
			.filter((source) -> source.startsWith("."))
			.filter((source) -> !Files.exists(Compose.FOLDER.resolve(source)))
			.forEach(missing::add);
		assertThat(missing).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocks", "sandbox" })
	void isUnderstoodByDockerCompose(String profile) throws Exception {
		assumeThat(composeCommand()).as("docker compose is not here, so the file is NOT checked by it").isNotEmpty();
		Process process = run(profile, Map.of("POSTGRES_PASSWORD", "x", "GRAFANA_ADMIN_USER", "x",
				"GRAFANA_ADMIN_PASSWORD", "x", "INTERNAL_SECRET", "x"));
		String said = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(said).isZero();
	}

	@Test
	void failsWithAClearTextWithoutPasswords() throws Exception {
		assumeThat(composeCommand()).as("docker compose is not here, so the file is NOT checked by it").isNotEmpty();
		Process process = run("blocks",
				Map.of("POSTGRES_PASSWORD", "x", "GRAFANA_ADMIN_USER", "x", "INTERNAL_SECRET", "x"));
		assertThat(new String(process.getInputStream().readAllBytes())).contains("set GRAFANA_ADMIN_PASSWORD");
		assertThat(process.waitFor()).isNotZero();
	}

	private Object condition(String service, String on) {
		return Compose.map(Compose.map(this.compose.service(service).get("depends_on")).get(on)).get("condition");
	}

	private static Map<String, String> conditions(Object dependsOn) {
		Map<String, String> conditions = new TreeMap<>();
		Compose.strings(dependsOn).forEach((on) -> conditions.put(on, "service_started"));
		Compose.map(dependsOn)
			.forEach((on, condition) -> conditions.put(on, String.valueOf(Compose.map(condition).get("condition"))));
		return conditions;
	}

	private static Process run(String profile, Map<String, String> environment) throws IOException {
		List<String> command = new ArrayList<>(composeCommand());
		command.addAll(List.of("--profile", profile, "config", "--quiet"));
		ProcessBuilder builder = new ProcessBuilder(command).directory(Compose.FOLDER.toFile())
			.redirectErrorStream(true);
		builder.environment().keySet().removeAll(List.of("GRAFANA_ADMIN_PASSWORD", "COMPOSE_FILE"));
		builder.environment().putAll(environment);
		return withPlugins(builder).start();
	}

	// Docker Compose as deploy/docker-test/run.sh gets it, where the machine has none.
	private static ProcessBuilder withPlugins(ProcessBuilder builder) {
		Path plugins = Path.of("../../.dibbs-tools/docker").toAbsolutePath().normalize();
		if (Files.exists(plugins.resolve("cli-plugins/docker-compose"))) {
			builder.environment().put("DOCKER_CONFIG", plugins.toString());
		}
		return builder;
	}

	private static List<String> composeCommand() {
		return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
			.filter(ComposeTests::isCompose)
			.findFirst()
			.orElse(List.of());
	}

	// Version 1 does not know the specification.
	private static boolean isCompose(List<String> command) {
		List<String> asking = new ArrayList<>(command);
		asking.addAll(List.of("version", "--short"));
		try {
			Process process = withPlugins(new ProcessBuilder(asking).redirectErrorStream(true)).start();
			String version = new String(process.getInputStream().readAllBytes()).strip();
			return process.waitFor() == 0 && version.matches("v?[2-9].*");
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}

package org.dibbs.orchestration.local.deployment;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/Dockerfile}, as far as it can be judged without an engine.
 */
class DockerfileTests {

	private final String text = Compose.read(Compose.FOLDER.resolve("Dockerfile"));

	private final Map<String, String> stages = stages(this.text);

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "orchestrator", "sandbox" })
	void tellsItsHealthOnTheLastPortThatItOpens(String stage) {
		String port = first(stage, "EXPOSE (?:\\d+ )?(\\d+)").group(1);
		assertThat(first(stage, "_(?:MANAGEMENT_|SANDBOX_)?PORT=(\\d+)").group(1)).isEqualTo(port);
		assertThat(first(stage, "health.Healthy\", \"(\\d+)\"").group(1)).isEqualTo(port);
		assertThat(String.valueOf(Compose.map(new Compose().service(stage).get("healthcheck")).get("test")))
			.contains("health.Healthy, " + port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "orchestrator" })
	void runsTheApplicationsUnderTheAgent(String stage) {
		assertThat(this.stages.get(stage)).contains("\"-javaagent:/app/opentelemetry-javaagent.jar\"",
				"OTEL_SERVICE_NAME=dibbs-" + stage, "OTEL_JAVAAGENT_EXTENSIONS=/app/dibbs-agent-extension.jar",
				"/out/dibbs-agent-extension.jar /app/");
	}

	/** So that nothing is told to the one that is kept from the other. */
	@Test
	void theAgentIsToldTheSameHoweverItIsStarted() {
		Map<String, String> told = new TreeMap<>();
		Pattern.compile("(?m)^(?:ENV|   ) (OTEL_\\w+)=(\\S+)")
			.matcher(this.stages.get("runtime"))
			.results()
			.forEach((found) -> told.put(found.group(1), found.group(2)));
		assertThat(told).hasSizeGreaterThan(2);
		String pom = Compose.read(Path.of("../../pom.xml"));
		String script = Compose.read(Path.of("lib/stack.sh")).replace("'", "");
		assertThat(told).allSatisfy((name, value) -> {
			assertThat(pom).contains("<" + name + ">" + value + "</" + name + ">");
			assertThat(script).contains("export " + name + "=" + value + "\n");
		});
	}

	@Test
	void neverRunsAsRoot() {
		assertThat(this.stages.get("runtime")).contains("USER 10001:10001");
		assertThat(this.stages).extractingByKeys("gateway", "orchestrator", "sandbox")
			.allSatisfy((stage) -> assertThat(stage).startsWith("FROM runtime").doesNotContain("USER"));
	}

	@Test
	void hasTheHeapFollowTheMemoryOfTheContainer() {
		assertThat(this.stages.get("runtime")).contains("-XX:MaxRAMPercentage=").doesNotContain("-Xmx");
	}

	@Test
	void startsFromTheSameImageAsMavenAlone() {
		String pom = Compose.read(Path.of("../../pom.xml"));
		String base = Pattern.compile("ARG RUNTIME_IMAGE=(\\S+)")
			.matcher(this.text)
			.results()
			.findFirst()
			.orElseThrow()
			.group(1);
		assertThat(pom).contains("<image.base>" + base + "</image.base>");
	}

	private MatchResult first(String stage, String pattern) {
		return Pattern.compile(pattern)
			.matcher(this.stages.getOrDefault(stage, ""))
			.results()
			.findFirst()
			.orElseThrow();
	}

	private static Map<String, String> stages(String text) {
		Map<String, String> stages = new TreeMap<>();
		for (String stage : text.split("(?m)^(?=FROM )")) {
			Pattern.compile("^FROM \\S+ AS (\\S+)")
				.matcher(stage)
				.results()
				.forEach((found) -> stages.put(found.group(1), stage));
		}
		return stages;
	}

}

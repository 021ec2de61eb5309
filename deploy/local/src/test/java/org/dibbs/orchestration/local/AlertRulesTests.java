package org.dibbs.orchestration.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The alerts in {@code deploy/prometheus/rules}: what each has to have, and, where
 * promtool is there, that each stays quiet, fires and recovers when it should.
 */
class AlertRulesTests {

	private static final Path ROOT = Path.of("../..");

	private static final Path PROMETHEUS = ROOT.resolve("deploy/prometheus");

	private final Map<String, JsonNode> alerts = new LinkedHashMap<>();

	AlertRulesTests() throws IOException {
		for (Path file : yamlFiles(PROMETHEUS.resolve("rules"))) {
			for (JsonNode group : read(file).path("groups").values()) {
				for (JsonNode rule : group.path("rules").values()) {
					if (rule.has("alert")) {
						this.alerts.put(rule.path("alert").asString(), rule);
					}
				}
			}
		}
	}

	@Test
	void eachAlertSaysWhomItConcernsAndWhyItsThresholdIsWhatItIs() {
		assertThat(this.alerts).hasSizeGreaterThan(20).allSatisfy((name, alert) -> {
			assertThat(alert.at("/labels/severity").asString())
				.isIn(name.equals("Watchdog") ? Set.of("none") : Set.of("page", "ticket"));
			assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
			assertThat(alert.at("/annotations/threshold").asString()).isNotBlank();
		});
	}

	@Test
	void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
		assertThat(this.alerts).allSatisfy((name, alert) -> assertThat(alert.at("/annotations/runbook").asString())
			.isEqualTo("docs/runbooks/" + name + ".md"));
		try (Stream<Path> files = Files.list(ROOT.resolve("docs/runbooks"))) {
			Set<String> runbooks = files.map((file) -> file.getFileName().toString().replace(".md", ""))
				.filter((name) -> !name.equals("README"))
				.collect(Collectors.toSet());
			assertThat(runbooks).isEqualTo(this.alerts.keySet());
		}
	}

	@Test
	void theStoryOfEachAlertHasItQuietThenFiringThenOver() throws IOException {
		Set<String> told = new TreeSet<>();
		for (Path file : yamlFiles(PROMETHEUS.resolve("tests"))) {
			for (JsonNode story : read(file).path("tests").values()) {
				String name = story.path("name").asString();
				told.add(name);
				List<Integer> firing = new ArrayList<>();
				for (JsonNode moment : story.path("promql_expr_test").values()) {
					assertThat(moment.path("expr").asString()).contains("alertname=\"" + name + "\"");
					firing.add(moment.at("/exp_samples/0/value").asInt());
				}
				assertThat(firing).as(name).isEqualTo(name.equals("Watchdog") ? List.of(1) : List.of(0, 1, 0));
			}
		}
		assertThat(told).isEqualTo(new TreeSet<>(this.alerts.keySet()));
	}

	@Test
	void theStoriesSayInWhichOrderTheGroupsAreEvaluated() throws IOException {
		for (Path file : yamlFiles(PROMETHEUS.resolve("tests"))) {
			JsonNode stories = read(file);
			List<String> groups = new ArrayList<>();
			for (JsonNode rules : stories.path("rule_files").values()) {
				for (JsonNode group : read(file.resolveSibling(rules.asString())).path("groups").values()) {
					groups.add(group.path("name").asString());
				}
			}
			assertThat(stories.path("group_eval_order").values().stream().map(JsonNode::asString)).as("%s", file)
				.containsExactlyElementsOf(groups);
		}
	}

	@Test
	void theStoriesAreTrue(@TempDir Path folder) throws Exception {
		Path promtool = Program.find("promtool");
		assumeThat(promtool).as("WITHOUT promtool THE ALERTS ARE NOT TESTED; ./dibbs telemetry gets it").isNotNull();
		List<String> command = new ArrayList<>(List.of("" + promtool, "test", "rules"));
		yamlFiles(PROMETHEUS.resolve("tests")).forEach((file) -> command.add(file.toString()));
		File output = folder.resolve("output").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		assertThat(process.waitFor()).as(() -> read(output)).isZero();
	}

	private static List<Path> yamlFiles(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".yaml")).sorted().toList();
		}
	}

	private static JsonNode read(Path file) throws IOException {
		return YAMLMapper.shared().readTree(Files.readString(file));
	}

	private static String read(File file) {
		try {
			return Files.readString(file.toPath());
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}

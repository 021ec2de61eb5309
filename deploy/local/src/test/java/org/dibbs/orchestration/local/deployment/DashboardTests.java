package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class DashboardTests {

	private static final Pattern DOCUMENTED = Pattern.compile("\\| `[^`]+` \\| `([a-zA-Z_:][a-zA-Z0-9_:]*)` \\|");

	private static final Pattern RUNBOOK = Pattern.compile("[Rr]unbook: (\\w+)");

	private static final int COLUMNS = 24;

	static List<Dashboard> dashboards() {
		return Dashboard.all();
	}

	@Test
	void areTheFiveThatTheOperatorWasPromised() {
		assertThat(dashboards()).extracting(Dashboard::uid)
			.containsExactlyInAnyOrder("dibbs-gateway", "dibbs-workers", "dibbs-pipeline", "dibbs-slo",
					"process-message-counter");
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void sayWithEveryPanelWhatItIsAndWhatToDo(Dashboard dashboard) {
		assertThat(dashboard.panels()).isNotEmpty().allSatisfy((panel) -> {
			String title = panel.path("title").asString();
			assertThat(title).isNotBlank();
			assertThat(panel.path("description").asString()).as(title).hasSizeGreaterThan(60);
			assertThat(unit(panel)).as(title).isNotBlank();
			assertThat(panel.path("targets").size()).as(title).isPositive();
			assertThat(panel.path("targets").values())
				.allSatisfy((target) -> assertThat(target.path("expr").asString()).isNotBlank());
		});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void nameEveryLine(Dashboard dashboard) {
		assertThat(dashboard.panels()).filteredOn((panel) -> "timeseries".equals(panel.path("type").asString()))
			.flatExtracting((panel) -> panel.path("targets").values())
			.allSatisfy(
					(target) -> assertThat(target.path("legendFormat").asString()).isNotBlank().isNotEqualTo("__auto"));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void readOnlyMetricsThatThereAre(Dashboard dashboard) {
		Set<String> known = known();
		assertThat(dashboard.queries()).allSatisfy((query) -> assertThat(Dashboard.metrics(query)).as(query)
			.isNotEmpty()
			.allSatisfy((metric) -> assertThat(known).contains(metric)));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void colourWhatIsBadUnlikeWhatIsGood(Dashboard dashboard) {
		assertThat(dashboard.panels()).allSatisfy(
				(panel) -> assertThat(panel.at("/fieldConfig/defaults/thresholds/steps").findValuesAsString("color"))
					.as(panel.path("title").asString())
					.doesNotHaveDuplicates());
	}

	@Test
	void findAMetricThatThereIsNot() {
		assertThat(Dashboard.metrics("sum by (a) (rate(dibbs_nothing_total{b=\"c\"}[5m])) / time() or vector(0)"))
			.containsExactly("dibbs_nothing_total");
		assertThat(known()).contains("dibbs_queue_depth", "dibbs_step_duration_seconds_bucket", "up")
			.doesNotContain("dibbs_nothing_total", "dibbs_step_duration_seconds", "dibbs_queue_depth_bucket");
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void leaveTheDataSourceToTheReader(Dashboard dashboard) {
		assertThat(dashboard.variables()).contains("datasource").containsAll(dashboard.used());
		assertThat(dashboard.panels())
			.flatExtracting((panel) -> Stream.concat(Stream.of(panel), panel.path("targets").values().stream())
				.map((node) -> node.at("/datasource/uid").asString())
				.toList())
			.containsOnly("${datasource}");
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void leadToEachOther(Dashboard dashboard) {
		assertThat(dashboard.root().path("tags").values()).extracting(JsonNode::asString).contains("dibbs");
		assertThat(dashboard.root().at("/links/0/tags/0").asString()).isEqualTo("dibbs");
		assertThat(dashboard.root().at("/links/0/keepTime").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void leadFromEveryLatencyToItsTraces(Dashboard dashboard) {
		String traces = Compose.read(Compose.FOLDER.resolve("grafana/provisioning/datasources/dibbs.yaml"));
		assertThat(traces).contains("uid: jaeger", "datasourceUid: jaeger", "uid: prometheus");
		assertThat(dashboard.panels()).filteredOn(DashboardTests::showsLatency)
			.allSatisfy((panel) -> assertThat(panel.at("/fieldConfig/defaults/links/0/url").asString())
				.as(panel.path("title").asString())
				.startsWith("/explore?")
				.contains("jaeger", "${__from}", "${__to}"));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void askForTracesInAFormThatGrafanaReads(Dashboard dashboard) {
		assertThat(dashboard.panels()).flatExtracting((panel) -> panel.findValuesAsString("url"))
			.filteredOn((url) -> url.startsWith("/explore?"))
			.allSatisfy((url) -> {
				String panes = URLDecoder.decode(url.replaceFirst(".*&panes=", ""), StandardCharsets.UTF_8);
				JsonNode pane = JsonMapper.shared().readTree(panes).path("traces");
				assertThat(pane.path("datasource").asString()).isEqualTo("jaeger");
				assertThat(pane.at("/queries/0/service").asString()).startsWith("dibbs-");
				assertThat(pane.at("/range/from").asString()).isEqualTo("${__from}");
			});
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void putNoPanelOnAnother(Dashboard dashboard) {
		List<JsonNode> all = dashboard.root().path("panels").valueStream().toList();
		assertThat(all).extracting((panel) -> panel.path("id").asInt()).doesNotHaveDuplicates();
		List<String> cells = all.stream().flatMap(DashboardTests::cells).toList();
		assertThat(cells).doesNotHaveDuplicates();
		assertThat(all)
			.allSatisfy((panel) -> assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
				.isLessThanOrEqualTo(COLUMNS));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void nameOnlyRunbooksOfAlertsThatThereAre(Dashboard dashboard) throws IOException {
		Path rules = Compose.FOLDER.resolve("prometheus/rules");
		assumeThat(rules).as("the rules of Prometheus are not in this checkout").exists();
		StringBuilder alerts = new StringBuilder();
		try (Stream<Path> files = Files.list(rules)) {
			files.forEach((file) -> alerts.append(Compose.read(file)));
		}
		assertThat(RUNBOOK.matcher(dashboard.root().toString()).results().map((found) -> found.group(1)))
			.allSatisfy((name) -> assertThat(alerts).contains("- alert: " + name + "\n"));
	}

	@Test
	void areWhereGrafanaLooksForThem() {
		String provider = Compose.read(Compose.FOLDER.resolve("grafana/provisioning/dashboards/dibbs.yaml"));
		assertThat(provider).contains("path: /etc/dibbs/dashboards");
		assertThat(Compose.strings(new Compose().service("grafana").get("volumes")))
			.contains("../dashboards:/etc/dibbs/dashboards:ro");
	}

	@Test
	void areDescribedForTheirReaders() {
		String document = Compose.read(Path.of("../../docs/dashboards.md"));
		assertThat(dashboards()).allSatisfy((dashboard) -> assertThat(document).contains("`" + dashboard.uid() + "`"));
	}

	private static boolean showsLatency(JsonNode panel) {
		String query = panel.at("/targets/0/expr").asString();
		return "s".equals(unit(panel))
				&& (query.contains("duration_seconds_bucket") || query.contains("duration_seconds_sum"));
	}

	private static String unit(JsonNode panel) {
		return "heatmap".equals(panel.path("type").asString()) ? panel.at("/options/yAxis/unit").asString()
				: panel.at("/fieldConfig/defaults/unit").asString();
	}

	private static Stream<String> cells(JsonNode panel) {
		JsonNode place = panel.path("gridPos");
		return IntStream.range(0, place.path("h").asInt())
			.boxed()
			.flatMap((row) -> IntStream.range(0, place.path("w").asInt())
				.mapToObj((column) -> (place.path("x").asInt() + column) + "," + (place.path("y").asInt() + row)));
	}

	/** As a query names them: a histogram by its parts. */
	private static Set<String> known() {
		Set<String> names = new TreeSet<>();
		String document = Compose.read(Path.of("../../docs/telemetry.md"));
		document.lines()
			.flatMap((line) -> DOCUMENTED.matcher(line)
				.results()
				.map((found) -> found.group(1))
				.flatMap((name) -> line.contains("| histogram |") ? parts(name) : Stream.of(name)))
			.forEach(names::add);
		Compose.read(Path.of("src/test/resources/metrics-of-others.txt"))
			.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.flatMap((name) -> (name.endsWith("_seconds") || name.endsWith("_size_bytes")) ? parts(name)
					: Stream.of(name))
			.forEach(names::add);
		return names;
	}

	private static Stream<String> parts(String histogram) {
		return Stream.of("_bucket", "_sum", "_count").map(histogram::concat).collect(Collectors.toSet()).stream();
	}

}

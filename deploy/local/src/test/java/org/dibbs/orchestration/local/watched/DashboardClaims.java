package org.dibbs.orchestration.local.watched;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.deployment.Dashboard;
import org.dibbs.orchestration.local.picture.DashboardPicture;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every panel shows something, and every rule can be told.
 */
interface DashboardClaims {

	/**
	 * What the Collector begins to tell with the first failure, and here only traces
	 * fail.
	 */
	Set<String> ONLY_WHEN_BAD = Set.of("otelcol_exporter_send_failed_metric_points_total",
			"otelcol_exporter_send_failed_log_records_total");

	Pattern IN_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

	WatchedStack watched();

	@TestFactory
	default Stream<DynamicTest> everyPanelShowsSomething() {
		return Dashboard.all()
			.stream()
			.flatMap((dashboard) -> dashboard.panels()
				.stream()
				.map((panel) -> DynamicTest.dynamicTest(dashboard.uid() + ": " + panel.path("title").asString(),
						() -> assertThat(watched().shown(dashboard, panel))
							.anySatisfy((series) -> assertThat(series.numbers()).isNotEmpty()))));
	}

	@TestFactory
	default Stream<DynamicTest> everyLegendNamesWhatItSays() {
		return Dashboard.all()
			.stream()
			.flatMap((dashboard) -> dashboard.panels()
				.stream()
				.filter((panel) -> IN_LEGEND.matcher(panel.path("targets").toString()).find())
				.map((panel) -> DynamicTest.dynamicTest(dashboard.uid() + ": " + panel.path("title").asString(),
						() -> assertNamed(dashboard, panel))));
	}

	private void assertNamed(Dashboard dashboard, JsonNode panel) {
		assertThat(panel.path("targets").valueStream()).allSatisfy((target) -> {
			String legend = target.path("legendFormat").asString();
			List<Series> shown = watched().shown(dashboard.query(target, WatchedStack.RATE_INTERVAL), watched().begin(),
					Instant.now());
			assertThat(shown).extracting((series) -> DashboardPicture.name(legend, series.labels())).doesNotContain("");
			assertThat(IN_LEGEND.matcher(legend).results().map((found) -> found.group(1)))
				.allSatisfy((label) -> assertThat(shown)
					.anySatisfy((series) -> assertThat(series.label(label)).as(label).isNotEmpty()));
		});
	}

	@Test
	default void everyMetricThatADashboardReadsIsThere() {
		Set<String> names = watched().prometheus().names();
		assertThat(Dashboard.all()).allSatisfy((dashboard) -> assertThat(dashboard.panels()
			.stream()
			.flatMap((panel) -> dashboard.queries(panel, WatchedStack.RATE_INTERVAL).stream())
			.flatMap((query) -> Dashboard.metrics(query).stream())
			.filter((metric) -> !ONLY_WHEN_BAD.contains(metric))).isSubsetOf(names));
	}

	@Test
	default void everyRuleIsEvaluatedAndReadsOnlyMetricsThatThereAre() {
		Set<String> names = watched().prometheus().names();
		assertThat(watched().prometheus().rules()).hasSizeGreaterThan(30).allSatisfy((rule) -> {
			String name = rule.path("name").asString();
			assertThat(rule.path("health").asString()).as("%s", rule).isEqualTo("ok");
			assertThat(Dashboard.metrics(rule.path("query").asString())
				.stream()
				.filter((metric) -> !ONLY_WHEN_BAD.contains(metric))).as(name).isSubsetOf(names);
			if ("recording".equals(rule.path("type").asString())) {
				assertThat(watched().shown(name, watched().begin(), Instant.now())).as(name)
					.anySatisfy((series) -> assertThat(series.numbers()).isNotEmpty());
			}
		});
	}

	@TestFactory
	default Stream<DynamicTest> dotsInEveryPanelThatShowsThemLeadToTraces() {
		return Dashboard.all()
			.stream()
			.flatMap((dashboard) -> dashboard.panels()
				.stream()
				.filter((panel) -> panel.path("targets").valueStream().anyMatch(DashboardClaims::showsDots))
				.map((panel) -> DynamicTest.dynamicTest(dashboard.uid() + ": " + panel.path("title").asString(),
						() -> assertDots(dashboard, panel))));
	}

	private static boolean showsDots(JsonNode target) {
		return target.path("exemplar").asBoolean();
	}

	private void assertDots(Dashboard dashboard, JsonNode panel) {
		assertThat(panel.path("targets").valueStream().filter(DashboardClaims::showsDots))
			.allSatisfy((target) -> assertThat(watched().prometheus()
				.exemplars(dashboard.query(target, WatchedStack.RATE_INTERVAL), watched().begin(), Instant.now()))
				.anySatisfy((dot) -> assertThat(watched().traces().trace(dot.trace())).isNotEmpty()));
	}

}

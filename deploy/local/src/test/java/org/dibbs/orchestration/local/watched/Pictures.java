package org.dibbs.orchestration.local.watched;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.dibbs.orchestration.local.deployment.Dashboard;
import org.dibbs.orchestration.local.picture.DashboardPicture;
import org.dibbs.orchestration.local.picture.Line;
import org.dibbs.orchestration.local.picture.Panel;
import tools.jackson.databind.JsonNode;

/**
 * Draws dashboards of what a Prometheus has.
 */
final class Pictures {

	/**
	 * So many moments at most, as the pictures are kept in the repository and have to be
	 * small.
	 */
	private static final int MOMENTS = 60;

	private static final Set<String> OF_NOW = Set.of("stat", "table");

	private final Prometheus prometheus;

	private final Instant from;

	private final Instant to;

	private final Duration step;

	Pictures(Prometheus prometheus, Instant from, Instant to) {
		this.prometheus = prometheus;
		this.step = Duration.ofSeconds(Math.max(1, Math.ceilDiv(Duration.between(from, to).toSeconds(), MOMENTS)));
		this.from = Instant.ofEpochSecond(from.getEpochSecond());
		this.to = to;
	}

	String draw(Dashboard dashboard) {
		List<Panel> panels = dashboard.panels()
			.stream()
			.map((panel) -> new Panel(panel, lines(dashboard, panel).toList()))
			.toList();
		String day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(this.from);
		return new DashboardPicture(dashboard.root(), panels, moments(),
				"Real values of a stack under test, two gateways and two workers with planted failures, " + day
						+ " (UTC), $__rate_interval " + WatchedStack.RATE_INTERVAL.toSeconds()
						+ " s. Drawn by this project's own tool after the panels' queries; not by Grafana, which looks different.")
			.draw();
	}

	private List<Double> moments() {
		return Stream.iterate(this.from, (time) -> !time.isAfter(this.to), (time) -> time.plus(this.step))
			.map((time) -> (double) time.getEpochSecond())
			.toList();
	}

	private Stream<Line> lines(Dashboard dashboard, JsonNode panel) {
		boolean now = OF_NOW.contains(panel.path("type").asString());
		List<String> labels = new Panel(panel, List.of()).columns();
		return panel.path("targets").valueStream().flatMap((target) -> {
			String query = dashboard.query(target, WatchedStack.RATE_INTERVAL);
			List<Series> series = now ? this.prometheus.query(query, this.to)
					: this.prometheus.query(query, this.from, this.to, this.step);
			return series.stream()
				.map((one) -> new Line(DashboardPicture.name(target.path("legendFormat").asString(), one.labels()),
						new ArrayList<>(labels.stream().map(one::label).toList()),
						one.points().stream().map(Series.Point::time).toList(),
						one.points().stream().map(Series.Point::value).toList()));
		});
	}

}

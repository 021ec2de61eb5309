package org.dibbs.orchestration.local.picture;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dibbs.orchestration.local.picture.Svg.Style;
import tools.jackson.databind.JsonNode;

/**
 * A dashboard as SVG, its panels where Grafana has them.
 */
public final class DashboardPicture {

	private static final int COLUMN = 50;

	private static final int COLUMNS = 24;

	private static final int ROW = 32;

	private static final int GAP = 6;

	private static final int HEAD = 46;

	private static final int TITLE = 24;

	private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

	private final JsonNode dashboard;

	private final List<Panel> panels;

	private final List<Double> times;

	private final String words;

	/**
	 * Prepares a picture.
	 * @param dashboard the dashboard's file
	 * @param panels its panels with what they show
	 * @param times the moments of which there can be values
	 * @param words what has to be said under the title
	 */
	public DashboardPicture(JsonNode dashboard, List<Panel> panels, List<Double> times, String words) {
		this.dashboard = dashboard;
		this.panels = panels;
		this.times = times;
		this.words = words;
	}

	/**
	 * What a legend says of a line.
	 * @param legend the legend of the query
	 * @param labels what the line is told by
	 * @return the name
	 */
	public static String name(String legend, Map<String, String> labels) {
		return IN_LEGEND.matcher(legend)
			.replaceAll((found) -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")))
			.strip();
	}

	/**
	 * Draws it.
	 * @return the SVG document
	 */
	public String draw() {
		List<JsonNode> all = this.dashboard.path("panels").valueStream().toList();
		double height = all.stream().mapToDouble((panel) -> place(panel).bottom()).max().orElse(0) + GAP;
		Svg svg = new Svg().box(new Box(0, 0, COLUMNS * COLUMN + GAP, height), "#f4f5f5")
			.text(this.dashboard.path("title").asString(), 12, 20, Style.BOLD.sized(16))
			.text(this.words, 12, 37, Style.PLAIN.faint());
		all.stream()
			.filter((panel) -> "row".equals(panel.path("type").asString()))
			.forEach((row) -> svg.text(row.path("title").asString(), 12, place(row).y() + 19, Style.BOLD.sized(13)));
		this.panels.forEach((panel) -> draw(svg, panel));
		return svg.document(COLUMNS * COLUMN + GAP, height);
	}

	private void draw(Svg svg, Panel panel) {
		Box place = place(panel.json());
		Style style = (Svg.width(panel.title(), Style.BOLD) < place.width() - 20) ? Style.BOLD : Style.BOLD.sized(11);
		svg.frame(place).text(panel.title(), place.x() + 10, place.y() + 17, style);
		Box inner = place.within(0, TITLE, 0, 2);
		switch (panel.type()) {
			case "stat" -> OtherPanels.stat(svg, inner, panel);
			case "table" -> OtherPanels.table(svg, inner, panel);
			case "heatmap" -> OtherPanels.heatmap(svg, inner, panel, this.times);
			case "state-timeline" -> OtherPanels.states(svg, inner, panel, this.times);
			default -> new LineChart(panel, this.times).paint(svg, inner);
		}
	}

	private static Box place(JsonNode panel) {
		JsonNode grid = panel.path("gridPos");
		return new Box(grid.path("x").asInt() * COLUMN + GAP, HEAD + grid.path("y").asInt() * ROW,
				grid.path("w").asInt() * COLUMN - GAP, grid.path("h").asInt() * ROW - GAP);
	}

}

package org.dibbs.orchestration.local.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.dibbs.orchestration.local.picture.Svg.Style;

/**
 * What is not lines over time: single values, tables, heat maps and states.
 */
final class OtherPanels {

	private static final int ROW = 17;

	private static final int SIDE = 62;

	private static final int NAMES = 160;

	private OtherPanels() {
	}

	static void stat(Svg svg, Box area, Panel panel) {
		double value = panel.lines().isEmpty() ? Double.NaN : panel.lines().getFirst().last();
		svg.text(Scale.of(panel.unit(), value).text(value), area.x() + area.width() / 2,
				area.y() + area.height() / 2 + 6,
				Style.BOLD.sized(26).at("middle").coloured(Svg.named(panel.colour(value))));
	}

	static void table(Svg svg, Box area, Panel panel) {
		List<String> labels = panel.columns();
		double width = area.width() / (labels.size() + 1);
		for (int column = 0; column <= labels.size(); column++) {
			svg.text(panel.head((column < labels.size()) ? labels.get(column) : "Value"),
					area.x() + 10 + column * width, area.y() + 12, Style.PLAIN.faint());
		}
		if (panel.lines().isEmpty()) {
			svg.text(panel.json().at("/fieldConfig/defaults/noValue").asString(), area.x() + 10, area.y() + 14 + ROW,
					Style.PLAIN);
		}
		List<Line> rows = panel.lines().stream().sorted(Comparator.comparingDouble(Line::last).reversed()).toList();
		for (int i = 0; i < Math.min(rows.size(), area.height() / ROW - 2); i++) {
			double y = area.y() + 14 + (i + 1) * ROW;
			for (int column = 0; column < labels.size(); column++) {
				svg.text(Svg.fitting(rows.get(i).cells().get(column), width - 12, Style.PLAIN),
						area.x() + 10 + column * width, y, Style.PLAIN);
			}
			double value = rows.get(i).last();
			svg.text(Scale.of(panel.unit(), value).text(value), area.x() + 10 + labels.size() * width, y,
					Style.PLAIN.coloured(Svg.named(panel.colour(value))));
		}
	}

	/** Each cell is darker, the more there are between one bound and the next. */
	static void heatmap(Svg svg, Box area, Panel panel, List<Double> times) {
		List<Line> bounds = panel.lines()
			.stream()
			.map((line) -> line.over(times))
			.sorted(Comparator.comparingDouble(OtherPanels::bound))
			.toList();
		List<List<Double>> cells = new ArrayList<>();
		for (int i = 0; i < bounds.size(); i++) {
			cells.add(between(bounds, i));
		}
		double most = cells.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(0);
		Axes axes = new Axes(area.within(SIDE, 6, 14, 24), times);
		axes.drawTimes(svg);
		double height = axes.plot().height() / Math.max(1, bounds.size());
		for (int i = 0; i < bounds.size(); i++) {
			double y = axes.plot().bottom() - (i + 1) * height;
			if (i % 2 == 0) {
				svg.text(time(bound(bounds.get(i))), axes.plot().x() - 5, y + height / 2 + 4,
						Style.SMALL.faint().at("end"));
			}
			for (int moment = 0; moment < times.size() - 1; moment++) {
				double share = (most == 0) ? 0 : Math.sqrt(Math.max(0, cells.get(i).get(moment)) / most);
				if (share > 0) {
					svg.box(new Box(axes.x(moment), y, axes.x(moment + 1) - axes.x(moment), height - 1), blue(share));
				}
			}
		}
	}

	private static List<Double> between(List<Line> bounds, int index) {
		List<Double> cells = new ArrayList<>();
		for (int i = 0; i < bounds.get(index).values().size(); i++) {
			double upper = bounds.get(index).values().get(i);
			double lower = (index == 0) ? 0 : bounds.get(index - 1).values().get(i);
			cells.add(Double.isNaN(upper - lower) ? 0 : upper - lower);
		}
		return cells;
	}

	private static double bound(Line line) {
		return line.name().equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(line.name());
	}

	private static String time(double seconds) {
		return Double.isInfinite(seconds) ? "more" : Scale.of("s", seconds).text(seconds);
	}

	private static String blue(double share) {
		return String.format("#%02x%02x%02x", (int) (222 - 200 * share), (int) (235 - 165 * share),
				(int) (247 - 90 * share));
	}

	static void states(Svg svg, Box area, Panel panel, List<Double> times) {
		Axes axes = new Axes(area.within(NAMES, 4, 14, 24), times);
		axes.drawTimes(svg);
		double height = Math.min(30, axes.plot().height() / Math.max(1, panel.lines().size()));
		for (int i = 0; i < panel.lines().size(); i++) {
			Line line = panel.lines().get(i).over(times);
			double y = axes.plot().y() + i * height;
			svg.text(Svg.fitting(line.name(), NAMES - 16, Style.SMALL), area.x() + 10, y + height / 2 + 4, Style.SMALL);
			int begin = 0;
			for (int moment = 1; moment < times.size(); moment++) {
				if (moment == times.size() - 1 || !line.values().get(moment).equals(line.values().get(begin))) {
					state(svg, new Box(axes.x(begin), y + 2, axes.x(moment) - axes.x(begin), height - 4), panel,
							line.values().get(begin));
					begin = moment;
				}
			}
		}
	}

	private static void state(Svg svg, Box area, Panel panel, double value) {
		panel.mapping(value).filter((mapping) -> !Double.isNaN(value)).ifPresent((mapping) -> {
			svg.box(area, Svg.named(mapping.path("color").asString()));
			String text = mapping.path("text").asString();
			if (Svg.width(text, Style.SMALL) < area.width() - 6) {
				svg.text(text, area.x() + 4, area.y() + area.height() / 2 + 4, Style.SMALL.coloured("#fff"));
			}
		});
	}

}

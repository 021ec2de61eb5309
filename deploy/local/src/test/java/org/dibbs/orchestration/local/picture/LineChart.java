package org.dibbs.orchestration.local.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.dibbs.orchestration.local.picture.Svg.Style;

/**
 * Lines over time, with a legend of what each is now and was at most.
 */
final class LineChart {

	private static final int LEGEND_LINE = 14;

	private static final int MOST_LEGEND_LINES = 6;

	private static final int ONE_COLUMN = 3;

	private static final int LEGEND_COLUMN = 280;

	private static final int SIDE = 62;

	private final Panel panel;

	private final List<Double> times;

	private final List<Line> lines;

	LineChart(Panel panel, List<Double> times) {
		this.panel = panel;
		this.times = times;
		this.lines = panel.lines().stream().filter((line) -> !line.isEmpty()).map((line) -> line.over(times)).toList();
	}

	void paint(Svg svg, Box area) {
		int columns = (this.lines.size() <= ONE_COLUMN) ? 1 : Math.max(1, (int) (area.width() / LEGEND_COLUMN));
		int rows = Math.min(MOST_LEGEND_LINES, (this.lines.size() + columns - 1) / columns);
		boolean right = this.lines.stream().anyMatch(this::isAtTheRight);
		plot(svg, area.within(SIDE, 6, right ? SIDE : 14, 24 + rows * LEGEND_LINE));
		double width = area.width() / columns;
		for (int i = 0; i < Math.min(this.lines.size(), rows * columns); i++) {
			Box place = new Box(area.x() + 10 + i % columns * width,
					area.bottom() - (rows - i / columns) * LEGEND_LINE + 7, width - 20, LEGEND_LINE);
			if (i == rows * columns - 1 && i < this.lines.size() - 1) {
				svg.text("… and " + (this.lines.size() - i) + " more", place.x() + 13, place.y(), Style.SMALL.faint());
			}
			else {
				legend(svg, i, place);
			}
		}
	}

	private void legend(Svg svg, int index, Box place) {
		Line line = this.lines.get(index);
		Scale scale = scale(isAtTheRight(line));
		String values = scale.text(line.last()) + ", max " + scale.text(line.max());
		double room = place.width() - Svg.width(values, Style.SMALL) - 20;
		svg.box(new Box(place.x(), place.y() - 5, 9, 3), Svg.line(index));
		svg.text(Svg.fitting(line.name(), room, Style.SMALL), place.x() + 13, place.y(), Style.SMALL);
		svg.text(values, place.right(), place.y(), Style.SMALL.faint().at("end"));
	}

	private void plot(Svg svg, Box plot) {
		if (this.lines.isEmpty()) {
			svg.text("no data", plot.x() + plot.width() / 2, plot.y() + plot.height() / 2, Style.PLAIN);
			return;
		}
		Axes axes = new Axes(plot, this.times);
		axes.drawTimes(svg);
		List<Line> heights = heights();
		for (boolean right : new boolean[] { false, true }) {
			List<Line> same = heights.stream().filter((line) -> isAtTheRight(line) == right).toList();
			if (!same.isEmpty()) {
				Axes.Range range = Axes.Range.of(same.stream().mapToDouble(Line::min).min().orElse(0),
						same.stream().mapToDouble(Line::max).max().orElse(0), scale(right));
				axes.drawValues(svg, scale(right), range, right);
				// The highest first, so that a stack is not covered by its top.
				same.reversed().forEach((line) -> line(svg, axes, heights.indexOf(line), line, range));
			}
		}
	}

	private void line(Svg svg, Axes axes, int index, Line line, Axes.Range range) {
		List<Double> values = line.values();
		boolean stacked = this.panel.isStacked();
		StringBuilder path = new StringBuilder();
		int begin = -1;
		for (int i = 0; i <= values.size(); i++) {
			boolean there = i < values.size() && !Double.isNaN(values.get(i));
			if (there) {
				path.append((begin < 0) ? 'M' : 'L').append(Svg.number(axes.x(i)));
				path.append(' ').append(Svg.number(axes.y(values.get(i), range)));
				begin = (begin < 0) ? i : begin;
			}
			else if (begin >= 0) {
				if (begin == i - 1) {
					path.append("h2");
				}
				if (stacked) {
					path.append('V').append(Svg.number(axes.plot().bottom()));
					path.append('H').append(Svg.number(axes.x(begin))).append('Z');
				}
				begin = -1;
			}
		}
		svg.path(path.toString(), Svg.line(index), stacked ? Svg.line(index) : "none");
	}

	private List<Line> heights() {
		List<Line> heights = new ArrayList<>();
		for (Line line : this.lines) {
			heights.add((this.panel.isStacked() && !heights.isEmpty()) ? line.on(heights.getLast()) : line);
		}
		return Collections.unmodifiableList(heights);
	}

	private boolean isAtTheRight(Line line) {
		return this.panel.unitAtTheRight(line).isPresent();
	}

	private Scale scale(boolean right) {
		List<Line> same = this.lines.stream().filter((line) -> isAtTheRight(line) == right).toList();
		String unit = this.panel.unitAtTheRight(same.getFirst()).orElse(this.panel.unit());
		return Scale.of(unit, same.stream().mapToDouble(Line::max).max().orElse(0));
	}

}

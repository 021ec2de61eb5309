package org.dibbs.orchestration.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of lines as SVG. A library would need fonts, which a server may lack, and draw
 * each letter as an outline, which makes a file of a few kilobytes one of two hundred.
 */
final class SvgChart {

	private static final int WIDTH = 760;

	private static final int HEIGHT = 420;

	private static final int LEFT = 70;

	private static final int TOP = 40;

	private static final int RIGHT = 180;

	private static final int BOTTOM = 50;

	private static final int TICKS = 6;

	private static final List<String> COLORS = List.of("#555555", "#0072b2", "#d55e00", "#009e73", "#cc79a7",
			"#e69f00");

	private final String title;

	private final String xName;

	private final String yName;

	private final List<Line> lines = new ArrayList<>();

	SvgChart(String title, String xName, String yName) {
		this.title = title;
		this.xName = xName;
		this.yName = yName;
	}

	/**
	 * Adds a line.
	 * @param name what it is called beside the chart
	 * @param points its points, x and y each, from left to right
	 * @return this
	 */
	SvgChart line(String name, List<double[]> points) {
		this.lines.add(new Line(name, points));
		return this;
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	/**
	 * Draws it.
	 * @return the text of an SVG file
	 */
	String draw() {
		double xTick = tick(most(0));
		double yTick = tick(most(1));
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
						+ "font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
				WIDTH, HEIGHT));
		text(svg, WIDTH / 2.0, TOP / 2.0, "middle", this.title);
		text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", this.xName);
		text(svg, LEFT, TOP - 8, "end", this.yName);
		for (int i = 0; i <= TICKS; i++) {
			double x = x(i * xTick, xTick);
			double y = y(i * yTick, yTick);
			rule(svg, x, TOP, x, HEIGHT - BOTTOM);
			rule(svg, LEFT, y, WIDTH - RIGHT, y);
			text(svg, x, HEIGHT - BOTTOM + 16, "middle", plain(i * xTick));
			text(svg, LEFT - 6, y + 4, "end", plain(i * yTick));
		}
		for (int i = 0; i < this.lines.size(); i++) {
			draw(svg, this.lines.get(i), i, xTick, yTick);
		}
		return svg.append("</svg>\n").toString();
	}

	private void draw(StringBuilder svg, Line line, int index, double xTick, double yTick) {
		String color = COLORS.get(index % COLORS.size());
		StringBuilder corners = new StringBuilder();
		for (double[] point : line.points()) {
			corners.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0], xTick), y(point[1], yTick)));
			svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
					x(point[0], xTick), y(point[1], yTick), color));
		}
		svg.append(String.format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
				corners.toString().strip(), color));
		double y = TOP + 12 + index * 20;
		svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
				WIDTH - RIGHT + 12, y - 6, color));
		text(svg, WIDTH - RIGHT + 30, y, "start", line.name());
	}

	private double most(int axis) {
		return this.lines.stream()
			.flatMap((line) -> line.points().stream())
			.mapToDouble((point) -> point[axis])
			.max()
			.orElse(1);
	}

	/** A round distance of which a few make up that much. */
	static double tick(double most) {
		double rough = Math.max(most, 1e-9) / TICKS;
		double power = Math.pow(10, Math.floor(Math.log10(rough)));
		for (double step : new double[] { 1, 2, 2.5, 5 }) {
			if (rough <= step * power * (1 + 1e-9)) {
				return step * power;
			}
		}
		return 10 * power;
	}

	private static double x(double value, double tick) {
		return LEFT + value / (tick * TICKS) * (WIDTH - LEFT - RIGHT);
	}

	private static double y(double value, double tick) {
		return HEIGHT - BOTTOM - value / (tick * TICKS) * (HEIGHT - TOP - BOTTOM);
	}

	private static void rule(StringBuilder svg, double fromX, double fromY, double toX, double toY) {
		svg.append(String.format(Locale.ROOT,
				"<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n", fromX, fromY, toX,
				toY));
	}

	private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y,
				anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
	}

	private static String plain(double value) {
		return String.format(Locale.ROOT, (Math.abs(value - Math.rint(value)) < 1e-9) ? "%.0f" : "%.2f", value);
	}

	/**
	 * A line.
	 *
	 * @param name its name
	 * @param points its points
	 */
	private record Line(String name, List<double[]> points) {

	}

}

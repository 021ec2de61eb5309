package org.dibbs.orchestration.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What was measured, as SVG: throughput against callers, and latency against rate.
 */
public final class Plots {

	private Plots() {
	}

	/**
	 * Draws them.
	 * @param folder where to
	 * @param results what was measured
	 * @throws IOException if a file cannot be written
	 */
	public static void write(Path folder, Results results) throws IOException {
		Set<String> kinds = new LinkedHashSet<>();
		Set<String> targets = new LinkedHashSet<>();
		for (Point point : results.points()) {
			kinds.add(point.kind());
			targets.add(point.target());
		}
		for (String kind : kinds) {
			SvgChart throughput = new SvgChart(kind + ": throughput", "callers", "messages a second");
			SvgChart latency = new SvgChart(kind + ": latency", "messages a second", "milliseconds");
			for (String target : targets) {
				List<Point> points = results.points()
					.stream()
					.filter((point) -> point.kind().equals(kind) && point.target().equals(target))
					.toList();
				add(throughput, target, points, Point.CALLERS, Plots::callers, (point) -> point.load().rate());
				for (int percent : new int[] { 50, 99 }) {
					add(latency, target + ", p" + percent, points, Point.SHARE, (point) -> point.load().rate(),
							(point) -> point.load().millis(percent));
				}
			}
			write(folder.resolve(kind + "-throughput.svg"), throughput);
			write(folder.resolve(kind + "-latency.svg"), latency);
		}
	}

	private static double callers(Point point) {
		return Double.parseDouble(point.pace().split(" ")[0]);
	}

	private static void add(SvgChart chart, String name, List<Point> points, String pace, ToDoubleFunction<Point> x,
			ToDoubleFunction<Point> y) {
		List<double[]> places = points.stream()
			.filter((point) -> point.pace().endsWith(pace))
			.map((point) -> new double[] { x.applyAsDouble(point), y.applyAsDouble(point) })
			.sorted(Comparator.comparingDouble((place) -> place[0]))
			.toList();
		if (!places.isEmpty()) {
			chart.line(name, places);
		}
	}

	private static void write(Path file, SvgChart chart) throws IOException {
		if (!chart.isEmpty()) {
			Files.writeString(file, chart.draw());
		}
	}

}

package org.dibbs.orchestration.bench.report;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What was measured, for people.
 */
public final class Table {

	private static final String HEAD = "%-5s %-14s %-13s %8s %6s %8s %8s %8s %8s %7s %7s %6s %6s  %s%n";

	private static final String LINE = "%-5s %-14s %-13s %8.1f %6s %8.1f %8.1f %8.1f %8.1f %7.2f %7s %6d %6d  %s%n";

	private static final int MEGA = 1024 * 1024;

	private Table() {
	}

	/**
	 * Prints the points.
	 * @param out where to
	 * @param points what was measured
	 */
	public static void print(PrintStream out, List<Point> points) {
		out.printf(HEAD, "kind", "target", "load", "msg/s", "floor", "p50 ms", "p99", "p99.9", "max", "CPU ms", "floor",
				"calls", "errors", "CPU ms a message, and MB, of each process");
		for (Point point : points) {
			line(out, point, floor(points, point));
		}
	}

	private static void line(PrintStream out, Point point, @Nullable Point floor) {
		out.printf(LINE, point.kind(), point.target(), point.pace(), point.load().rate(),
				(floor != null) ? Math.round(100 * point.load().rate() / floor.load().rate()) + " %" : "",
				point.load().millis(50), point.load().millis(99), point.load().millis(99.9), point.load().millis(100),
				point.cpu(), (floor != null) ? String.format("%.1f x", point.cpu() / floor.cpu()) : "", point.calls(),
				point.load().failed(), processes(point));
		if (point.load().failed() > 0) {
			out.printf("      %s%n", point.load().errors());
		}
	}

	private static @Nullable Point floor(List<Point> points, Point point) {
		return points.stream()
			.filter((other) -> other != point && other.target().equals(Point.FLOOR) && other.kind().equals(point.kind())
					&& other.pace().equals(point.pace()))
			.findFirst()
			.orElse(null);
	}

	private static String processes(Point point) {
		return point.usage()
			.entrySet()
			.stream()
			.map((entry) -> String.format("%s %.2f/%d", entry.getKey(), point.cpu(entry.getKey()),
					entry.getValue().resident() / MEGA))
			.collect(Collectors.joining(", "));
	}

}

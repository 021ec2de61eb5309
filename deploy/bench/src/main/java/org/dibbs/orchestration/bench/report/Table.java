package org.dibbs.orchestration.bench.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.dibbs.orchestration.bench.process.Usage;

/**
 * What was measured, for people.
 */
public final class Table {

	private static final String COLUMNS = "%-6s %-13s %-16s %8s %7s %8s %8s %8s %8s %8s %7s %6s %7s %6s %6s%n";

	private static final int MEGA = 1024 * 1024;

	private static final int KILO = 1024;

	private final PrintStream out;

	private final Results results;

	private Table(PrintStream out, Results results) {
		this.out = out;
		this.results = results;
	}

	/**
	 * Prints all of it.
	 * @param out where to
	 * @param results what was measured
	 */
	public static void print(PrintStream out, Results results) {
		Table table = new Table(out, results);
		table.points();
		table.processes();
		table.counts();
	}

	private void points() {
		this.out.println();
		this.out.printf(COLUMNS, "kind", "target", "load", "msg/s", "% of", "p50 ms", "p99", "p99.9", "max", "CPU ms",
				"x of", "calls", "Kafka", "spans", "errors");
		this.out.printf(COLUMNS, "", "", "", "", "floor", "", "", "", "", "a msg", "floor", "at once", "KB/msg",
				"a msg", "");
		for (Point point : this.results.points()) {
			Point floor = this.results.floor(point);
			this.out.printf(COLUMNS, point.kind(), point.target(), point.pace(), number(1, point.load().rate()),
					ratio("%.0f %%", 100 * point.load().rate(),
							(floor != null && point.isAsFastAsCan()) ? floor.load().rate() : 0),
					millis(point, 50), millis(point, 99), millis(point, 99.9), millis(point, 100),
					number(2, point.cpu()), ratio("%.1f x", point.cpu(), (floor != null) ? floor.cpu() : 0),
					point.calls().most(), number(1, point.kafkaBytes() / KILO), number(1, point.spans()),
					point.load().failed());
			if (point.load().failed() > 0) {
				this.out.printf("       %s%n", point.load().errors());
			}
		}
	}

	private static String millis(Point point, double percent) {
		return (point.load().latencies().getTotalCount() > 0) ? number(1, point.load().millis(percent)) : "-";
	}

	private static String number(int places, double value) {
		return (value != 0) ? String.format(Locale.ROOT, "%." + places + "f", value) : "-";
	}

	private static String ratio(String format, double value, double floor) {
		return (floor > 0) ? String.format(Locale.ROOT, format, value / floor) : "";
	}

	private void processes() {
		this.out.printf("%nEach process: CPU ms a message / MB resident / collections / ms paused for them%n");
		for (Point point : this.results.points()) {
			this.out.printf("%-6s %-13s %-16s %s%n", point.kind(), point.target(), point.pace(),
					point.usage()
						.entrySet()
						.stream()
						.map((entry) -> process(point, entry))
						.collect(Collectors.joining("  ")));
		}
	}

	private static String process(Point point, Map.Entry<String, Usage> entry) {
		Usage usage = entry.getValue();
		return String.format(Locale.ROOT, "%s %.2f/%d/%d/%d", entry.getKey(), point.cpu(entry.getKey()),
				usage.resident() / MEGA, usage.collections(), usage.paused().toMillis());
	}

	private void counts() {
		this.out.println();
		for (Conservation counted : this.results.conservations()) {
			this.out.printf("%-6s %-13s %d accepted, %d succeeded, %d failed, %d unfinished: %s%n", counted.kind(),
					counted.target(), counted.accepted(), counted.succeeded(), counted.failed(), counted.unfinished(),
					counted.holds() ? "none lost" : "LOST OR FAILED");
		}
		for (String difference : this.results.differences()) {
			this.out.println("NOT THE SAME CALLS AS THE FLOOR'S  " + difference);
		}
		for (Growth growth : this.results.growths()) {
			this.out.printf(Locale.ROOT, "growth %-13s twice the %s costs %.2f times the CPU (%.0f and %.0f ms)%n",
					growth.target(), growth.what(), growth.times(), growth.single(), growth.twice());
		}
		for (Scaling scaling : this.results.scalings()) {
			this.out.printf(Locale.ROOT, "scale  %-13s two workers drain %.2f times as fast as one (%.1f and %.1f/s)%n",
					scaling.target(), scaling.times(), scaling.two(), scaling.one());
		}
		for (Heap heap : this.results.heaps()) {
			this.out.printf("async  %-13s heap of the %s after garbage was collected, before, amid and after the "
					+ "backlog: %s MB%n", heap.target(), heap.process(), heap.megabytes());
		}
	}

}

package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

/**
 * What is told at the end.
 *
 * @param options what was asked for
 * @param promises what was promised
 * @param evidence what was found
 * @param faults what went wrong on purpose
 * @param checks what had to hold
 * @param took how long all of it took
 */
record ChaosReport(ChaosOptions options, Promises promises, Evidence evidence, Faults faults, List<Check> checks,
		Duration took) {

	private static final int MOST_LINES = 20;

	/** Is told what happens while it happens. */
	interface Progress {

		/**
		 * Something happens.
		 * @param what in a few words
		 */
		void tell(String what);

	}

	boolean holds() {
		return this.checks.stream().allMatch(Check::holds);
	}

	void print(PrintStream out) {
		out.printf("%nSeed %d, %d submissions in %d s, faults: %s%n", this.options.seed(), this.promises.count(),
				this.took.toSeconds(), new TreeMap<>(faultCounts()));
		out.printf("By kind: %s%nBy end: %s%nNot accepted: %s%n", byKind(), byEnd(), this.promises.refusals());
		out.printf("Workers that came back: %s%n", String.join(", ", this.faults.workers().returns()));
		for (Kind kind : Kind.values()) {
			List<Long> waits = this.promises.waits(kind);
			if (!waits.isEmpty()) {
				out.printf("%-15s answered after %d ms (median), %d ms (95 %%), %d ms (longest)%n", kind.label(),
						percentile(waits, 50), percentile(waits, 95), waits.getLast());
			}
		}
		out.println();
		for (Check check : this.checks) {
			out.printf("%s  %s (%s)%n", check.holds() ? "ok      " : "VIOLATED", check.claim(), check.found());
			check.violations().stream().limit(MOST_LINES).forEach((line) -> out.printf("            %s%n", line));
			if (check.violations().size() > MOST_LINES) {
				out.printf("            and %d more%n", check.violations().size() - MOST_LINES);
			}
		}
	}

	void write(Path file) throws IOException {
		List<JsonFragment> results = new ArrayList<>();
		for (Check check : this.checks) {
			results.add(new JsonObjectBuilder().member("claim", check.claim())
				.member("holds", JsonFragment.literal(Boolean.toString(check.holds())))
				.member("found", check.found())
				.member("violations",
						JsonObjectBuilder.array(check.violations().stream().map(JsonFragment::string).toList()))
				.build());
		}
		JsonFragment report = new JsonObjectBuilder().member("holds", JsonFragment.literal(Boolean.toString(holds())))
			.member("seed", this.options.seed())
			.member("seconds", this.took.toSeconds())
			.member("submissions", this.promises.count())
			.member("faults", counts(faultCounts()))
			.member("by_kind", counts(byKind()))
			.member("by_end", counts(byEnd()))
			.member("not_accepted", counts(this.promises.refusals()))
			.member("checks", JsonObjectBuilder.array(results))
			.build();
		Files.writeString(file, report.json() + "\n");
	}

	private static JsonFragment counts(Map<String, Long> counts) {
		JsonObjectBuilder json = new JsonObjectBuilder();
		new TreeMap<>(counts).forEach((name, count) -> json.member(name, count.longValue()));
		return json.build();
	}

	private Map<String, Long> faultCounts() {
		Map<String, Long> counts = new TreeMap<>();
		this.faults.done().forEach((kind, count) -> counts.put(kind.label(), count.longValue()));
		return counts;
	}

	private Map<String, Long> byKind() {
		Map<String, Long> counts = new TreeMap<>();
		this.promises.accepted().values().forEach((kind) -> counts.merge(kind.label(), 1L, Long::sum));
		this.promises.batches().values().forEach((messages) -> counts.merge("in-batches", (long) messages, Long::sum));
		return counts;
	}

	private Map<String, Long> byEnd() {
		Map<String, Long> counts = new TreeMap<>();
		this.evidence.fates()
			.values()
			.forEach((fate) -> counts.merge(fate.status() + ((fate.reason() != null) ? " " + fate.reason() : "")
					+ ((fate.attempt() > 1) ? " after several attempts" : ""), 1L, Long::sum));
		return counts;
	}

	private static long percentile(List<Long> sorted, int percent) {
		return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
	}

}

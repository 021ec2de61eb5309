package org.dibbs.orchestration.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.bench.report.JsonReport;
import org.dibbs.orchestration.bench.report.Plots;
import org.dibbs.orchestration.bench.report.Results;
import org.dibbs.orchestration.bench.report.Table;
import org.dibbs.orchestration.bench.scenario.Kind;
import org.dibbs.orchestration.bench.scenario.Scenarios;
import org.dibbs.orchestration.bench.subject.Blocks;
import org.dibbs.orchestration.bench.subject.Floor;
import org.dibbs.orchestration.bench.subject.MeasuredStack;
import org.dibbs.orchestration.bench.subject.Target;
import org.dibbs.orchestration.bench.subject.Telemetry;

/**
 * One run of the benchmark: the floor first, then a stack with telemetry and one without.
 * Only one of them runs at a time, as each is to have the processors for itself.
 */
final class Bench {

	private final BenchOptions options;

	private final PrintStream out;

	private final Results results = new Results();

	private final long begin = System.nanoTime();

	Bench(BenchOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	/**
	 * Measures all that is asked for, prints it and writes it.
	 * @return whether every message had a good answer and none was lost
	 * @throws IOException if a program does not start or a target is not reached
	 */
	boolean run() throws IOException {
		conditions();
		if (this.options.telemetry().contains(Telemetry.ON)) {
			MeasuredStack.requireCollector(this.options.plan().root());
		}
		Path folder = Files.createDirectories(this.options.report());
		try {
			measure(folder);
		}
		finally {
			Table.print(this.out, this.results);
			JsonReport.write(folder.resolve("bench.json"), this.results);
			Plots.write(folder, this.results);
			tell("The same for programs, and the plots, are in " + folder);
		}
		return this.results.holds();
	}

	private void measure(Path folder) throws IOException {
		List<Kind> usual = this.options.kinds().stream().filter((kind) -> Scenarios.settings(kind).isEmpty()).toList();
		List<Kind> special = this.options.kinds().stream().filter((kind) -> !usual.contains(kind)).toList();
		try (Blocks blocks = Blocks.start(this.options.sandbox(), folder)) {
			Scenarios scenarios = new Scenarios(blocks, this.options.plan(), this.results, this::tell);
			try (Floor floor = Floor.start(blocks, folder)) {
				measure(usual, floor, scenarios);
			}
			for (Telemetry telemetry : this.options.telemetry()) {
				if (!usual.isEmpty()) {
					measure(usual, telemetry, Map.of(), blocks, scenarios);
				}
				for (Kind kind : special) {
					measure(List.of(kind), telemetry, Scenarios.settings(kind), blocks, scenarios);
				}
			}
		}
	}

	private void measure(List<Kind> kinds, Telemetry telemetry, Map<String, String> settings, Blocks blocks,
			Scenarios scenarios) throws IOException {
		tell("Starting a stack with telemetry " + telemetry.name().toLowerCase(Locale.ROOT));
		try (MeasuredStack stack = MeasuredStack.start(this.options.plan().root(), telemetry, blocks, settings)) {
			try {
				measure(kinds, stack, scenarios);
			}
			catch (IOException | RuntimeException ex) {
				tell("The data and logs of that stack stay in " + stack.keep());
				throw ex;
			}
		}
	}

	private static void measure(List<Kind> kinds, Target target, Scenarios scenarios) throws IOException {
		for (Kind kind : kinds) {
			scenarios.run(kind, target);
		}
	}

	private void conditions() {
		this.results.condition("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		this.results.condition("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
		this.results.condition("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		this.results.condition("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		this.results.condition("seconds a point", Long.toString(this.options.plan().time().toSeconds()));
		this.results.condition("seconds of warm-up", Long.toString(this.options.plan().warmUp().toSeconds()));
		this.results.condition("milliseconds a call", Long.toString(this.options.plan().latency().toMillis()));
		MeasuredStack.passedOn().forEach(this.results::condition);
	}

	private void tell(String what) {
		this.out.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - this.begin).toSeconds(), what);
	}

}

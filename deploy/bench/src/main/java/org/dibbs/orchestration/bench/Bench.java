package org.dibbs.orchestration.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.bench.BenchOptions.Kind;
import org.dibbs.orchestration.bench.BenchOptions.Telemetry;
import org.dibbs.orchestration.bench.floor.FloorApplication;
import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.LoadGenerator;
import org.dibbs.orchestration.bench.load.LoadResult;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.process.ChildProcess;
import org.dibbs.orchestration.bench.process.UsageMeter;
import org.dibbs.orchestration.bench.report.Point;
import org.dibbs.orchestration.bench.report.Table;

/**
 * One run of the benchmark: the floor first, then a stack with telemetry and one without.
 */
final class Bench {

	private static final int FHIR_SIZE = 11_000;

	private static final int ECR_SIZE = 43_000;

	private static final Duration SETTLE = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int WARM_UP_CALLERS = 64;

	private final BenchOptions options;

	private final PrintStream out;

	private final List<Point> points = new ArrayList<>();

	private final long begin = System.nanoTime();

	Bench(BenchOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	/**
	 * Measures all that is asked for.
	 * @return whether every message had a good answer
	 * @throws IOException if a program does not start or a target is not reached
	 */
	boolean run() throws IOException {
		Path logs = Files.createDirectories(this.options.report());
		try (Blocks blocks = Blocks.start(this.options.sandbox(), logs.resolve("blocks.log"))) {
			int port = ChildProcess.freePort();
			try (ChildProcess floor = ChildProcess.java(port, logs.resolve("floor.log"), Map.of(),
					List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
							FloorApplication.class.getName(), Integer.toString(port),
							Integer.toString(blocks.port())))) {
				measure(Point.FLOOR, floor.address(), Map.of(Point.FLOOR, floor.pid()), blocks);
			}
			for (Telemetry telemetry : this.options.telemetry()) {
				tell("Starting a stack with telemetry " + name(telemetry));
				try (BenchStack stack = BenchStack.start(this.options.root(), telemetry, blocks.port())) {
					measure("telemetry " + name(telemetry), stack.gateway(), stack.pids(), blocks);
				}
			}
		}
		Table.print(this.out, this.points);
		return this.points.stream().allMatch((point) -> point.load().failed() == 0);
	}

	private void measure(String target, InetSocketAddress address, Map<String, Long> pids, Blocks blocks)
			throws IOException {
		Map<String, Long> all = new LinkedHashMap<>(pids);
		all.put("blocks", blocks.pid());
		all.put("generator", ProcessHandle.current().pid());
		for (Kind kind : this.options.kinds()) {
			ByteBuffer request = Load.request("/process-message", Map.of(), message(kind).document());
			blocks.reset(this.options.latency());
			Load warmUp = new Load(address, request, 200, new Pace.Callers(WARM_UP_CALLERS), Duration.ZERO,
					this.options.warmUp());
			LoadGenerator.run(warmUp, () -> {
			}, () -> {
			}, PATIENCE);
			for (int callers : this.options.callers()) {
				blocks.reset(this.options.latency());
				UsageMeter meter = new UsageMeter(all);
				LoadResult result = LoadGenerator.run(
						new Load(address, request, 200, new Pace.Callers(callers), SETTLE, this.options.time()),
						meter::begin, meter::end, PATIENCE);
				this.points.add(new Point(name(kind), target, callers + " callers", result, meter.used(),
						blocks.calls().most()));
				tell(String.format(Locale.ROOT, "%s, %s, %d callers: %.1f messages a second", target, name(kind),
						callers, result.rate()));
			}
		}
	}

	private Message message(Kind kind) throws IOException {
		return switch (kind) {
			case FHIR -> Message.fhir(this.options.root(), FHIR_SIZE);
			case ECR -> Message.ecr(this.options.root(), ECR_SIZE);
		};
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private void tell(String what) {
		this.out.printf("%4d s  %s%n", Duration.ofNanos(System.nanoTime() - this.begin).toSeconds(), what);
	}

}

package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.LoadGenerator;
import org.dibbs.orchestration.bench.load.LoadResult;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.process.UsageMeter;
import org.dibbs.orchestration.bench.process.Watched;
import org.dibbs.orchestration.bench.report.Conservation;
import org.dibbs.orchestration.bench.report.Point;
import org.dibbs.orchestration.bench.report.Results;
import org.dibbs.orchestration.bench.subject.Blocks;
import org.dibbs.orchestration.bench.subject.MeasuredStack;
import org.dibbs.orchestration.bench.subject.MeasuredStack.Submissions;
import org.dibbs.orchestration.bench.subject.Target;
import org.dibbs.orchestration.bench.subject.Telemetry;
import org.dibbs.orchestration.local.stack.Pause;
import org.jspecify.annotations.Nullable;

/**
 * One kind of message and one target: sends loads and notes what comes of them, and
 * counts in the end.
 */
final class Session {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final Duration LOOK = Duration.ofMillis(500);

	// The ledger is a moment behind what happens.
	private static final int QUIET_LOOKS = 60;

	// The agent hands spans on after 5 s at the latest, the Collector counts them at
	// once.
	private static final Duration SPANS_ARRIVE = Duration.ofSeconds(7);

	private static final Duration SETTLE = Duration.ofSeconds(2);

	private final Kind kind;

	private final Target target;

	private final Blocks blocks;

	private final Plan plan;

	private final Results results;

	private final Consumer<String> tell;

	private final @Nullable Submissions before;

	private long accepted;

	// Spans of what was sent before may still be on their way.
	private boolean spansOnTheirWay = true;

	Session(Kind kind, Target target, Blocks blocks, Plan plan, Results results, Consumer<String> tell)
			throws IOException {
		this.kind = kind;
		this.target = target;
		this.blocks = blocks;
		this.plan = plan;
		this.results = results;
		this.tell = tell;
		this.before = (target instanceof MeasuredStack stack) ? stack.submissions() : null;
	}

	Plan plan() {
		return this.plan;
	}

	Target target() {
		return this.target;
	}

	Results results() {
		return this.results;
	}

	/** Sends without noting anything but the number of messages. */
	void warmUp(ByteBuffer request, int status, int callers) throws IOException {
		send(request, status, new Pace.Callers(callers), this.plan.latency(), Duration.ZERO, this.plan.warmUp());
	}

	/** Sends while building blocks take so long, and notes what comes of it. */
	Point measure(String pace, ByteBuffer request, int status, Pace how, Duration latency) throws IOException {
		List<Watched> processes = new ArrayList<>(this.target.processes());
		processes.add(this.blocks.watched());
		processes.add(new Watched("generator", ProcessHandle.current().pid(), null));
		UsageMeter meter = new UsageMeter(processes);
		MeasuredStack stack = (this.target instanceof MeasuredStack measured) ? measured : null;
		long bytes = (stack != null) ? stack.kafkaBytes() : 0;
		long spans = (stack != null) ? spans(stack) : 0;
		this.blocks.reset(latency);
		LoadResult result = LoadGenerator.run(
				new Load(this.target.address(), request, status, how, SETTLE, this.plan.time()), meter::begin,
				meter::end, PATIENCE);
		this.accepted += result.good();
		if (stack != null) {
			bytes = stack.kafkaBytes() - bytes;
			this.spansOnTheirWay = true;
			spans = spans(stack) - spans;
		}
		double all = Math.max(1, result.good());
		Point point = new Point(this.kind.label(), this.target.name(), pace, result, meter.used(), this.blocks.calls(),
				bytes / all, spans / all);
		this.results.add(point);
		tell(String.format(Locale.ROOT, "%s: %.1f/s, p50 %.1f ms, %d errors", pace, result.rate(), result.millis(50),
				result.failed()));
		return point;
	}

	private long spans(MeasuredStack stack) throws IOException {
		if (stack.telemetry() == Telemetry.ON && this.spansOnTheirWay) {
			Pause.of(SPANS_ARRIVE);
			this.spansOnTheirWay = false;
		}
		return stack.spans();
	}

	/** Tells of progress. */
	void tell(String what) {
		this.tell.accept(this.target.name() + ", " + this.kind.label() + ", " + what);
	}

	/** Sends, and tells what it was. */
	LoadResult send(ByteBuffer request, int status, Pace pace, Duration latency, Duration lead, Duration time)
			throws IOException {
		this.blocks.reset(latency);
		LoadResult result = LoadGenerator.run(new Load(this.target.address(), request, status, pace, lead, time),
				() -> {
				}, () -> {
				}, PATIENCE);
		this.accepted += result.good();
		this.spansOnTheirWay = true;
		return result;
	}

	/** Waits until the ledger knows the end of all that was accepted, and compares. */
	void close() throws IOException {
		if (this.target instanceof MeasuredStack stack && this.before != null) {
			Submissions after = stack.submissions();
			for (int quiet = 0; quiet < QUIET_LOOKS && !areEnded(after); after = stack.submissions()) {
				quiet = (after.underWay() == 0) ? quiet + 1 : 0;
				Pause.of(LOOK);
			}
			this.results.add(new Conservation(this.kind.label(), this.target.name(), this.accepted,
					after.succeeded() - this.before.succeeded(), after.underWay(),
					after.failed() - this.before.failed()));
		}
	}

	private boolean areEnded(Submissions now) {
		return this.before == null || (now.underWay() == 0 && now.ended() - this.before.ended() >= this.accepted);
	}

}

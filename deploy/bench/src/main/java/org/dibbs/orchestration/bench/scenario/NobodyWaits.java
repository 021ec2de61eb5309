package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.LoadResult;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.process.UsageMeter;
import org.dibbs.orchestration.bench.report.BlockCalls;
import org.dibbs.orchestration.bench.report.Point;
import org.dibbs.orchestration.bench.subject.MeasuredStack;
import org.dibbs.orchestration.local.stack.Pause;

/**
 * Submissions for whose results nobody waits: how long it takes until one is accepted,
 * and how fast a backlog drains, and whether memory stays as it is meanwhile.
 */
final class NobodyWaits {

	private static final Duration LOOK = Duration.ofMillis(200);

	private static final Duration STUCK = Duration.ofMinutes(2);

	private static final int SENDERS = 64;

	private NobodyWaits() {
	}

	static void run(Session session, MeasuredStack stack, Message message) throws IOException {
		Plan plan = session.plan();
		ByteBuffer request = Load.request("/submissions", Map.of(), message.document());
		session.send(request, 202, new Pace.Rate(plan.asynchronousRate() / 2.0), plan.latency(), Duration.ZERO,
				plan.warmUp());
		session.measure(plan.asynchronousRate() + "/s", request, 202, new Pace.Rate(plan.asynchronousRate()),
				plan.latency());
		awaitEnds(stack, ended(stack) + stack.submissions().underWay());
		HeapLooks heaps = new HeapLooks(stack);
		heaps.look();
		long before = ended(stack);
		session.measure("backlog of " + plan.backlog(), request, 202, new Pace.Burst(SENDERS, plan.backlog()),
				plan.latency());
		session.results().add(drain(stack, before, before + plan.backlog(), heaps));
		heaps.look();
		heaps.all().forEach(session.results()::add);
	}

	/** From when all is accepted until all has ended, with a look at the heap halfway. */
	private static Point drain(MeasuredStack stack, long before, long all, HeapLooks heaps) throws IOException {
		UsageMeter meter = new UsageMeter(stack.processes());
		long begin = System.nanoTime();
		meter.begin();
		long first = ended(stack);
		awaitEnds(stack, (first + all) / 2);
		heaps.look();
		awaitEnds(stack, all);
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		meter.end();
		long drained = ended(stack) - first;
		LoadResult result = new LoadResult(took, all - before, drained, drained, new Histogram(3), Map.of());
		return new Point(Kind.ASYNC.label(), stack.name(), "drain", result, meter.used(), new BlockCalls(0, Map.of()),
				0, 0);
	}

	static long ended(MeasuredStack stack) throws IOException {
		return stack.submissions().ended();
	}

	/** Waits as long as it goes on. */
	static void awaitEnds(MeasuredStack stack, long count) throws IOException {
		long last = -1;
		long since = System.nanoTime();
		for (long now = ended(stack); now < count; now = ended(stack)) {
			if (now != last) {
				last = now;
				since = System.nanoTime();
			}
			if (System.nanoTime() - since > STUCK.toNanos()) {
				throw new IOException("of " + count + " submissions only " + now + " have ended, and nothing goes on");
			}
			Pause.of(LOOK);
		}
	}

}

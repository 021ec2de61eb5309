package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.report.Scaling;
import org.dibbs.orchestration.bench.subject.MeasuredStack;

/**
 * A backlog of messages whose building blocks are slow, drained by one worker and by two.
 * Few are in flight in each, so that neither the processors nor the last few messages
 * decide.
 */
final class TwoWorkers {

	/** What the stack has to be told for it. */
	static final Map<String, String> SETTINGS = Map.of("MAX_IN_FLIGHT", "32");

	private static final Duration SLOW = Duration.ofMillis(500);

	private static final int BACKLOG = 640;

	private static final int SENDERS = 16;

	private TwoWorkers() {
	}

	static void run(Session session, MeasuredStack stack, Message message) throws IOException {
		ByteBuffer request = Load.request("/submissions", Map.of(), message.document());
		session.send(request, 202, new Pace.Burst(SENDERS, BACKLOG / 4), session.plan().latency(), Duration.ZERO,
				Duration.ZERO);
		double one = drain(session, stack, request);
		session.tell(String.format(Locale.ROOT, "one worker: %.1f/s", one));
		stack.up(2);
		double two = drain(session, stack, request);
		session.tell(String.format(Locale.ROOT, "two workers: %.1f/s", two));
		session.results().add(new Scaling(stack.name(), one, two));
	}

	/** Messages a second, between the first fifth and the last. */
	private static double drain(Session session, MeasuredStack stack, ByteBuffer request) throws IOException {
		long before = stack.submissions().succeeded() + stack.submissions().underWay();
		NobodyWaits.awaitEnds(stack, before);
		session.send(request, 202, new Pace.Burst(SENDERS, BACKLOG), SLOW, Duration.ZERO, Duration.ZERO);
		NobodyWaits.awaitEnds(stack, before + BACKLOG / 5);
		long begin = System.nanoTime();
		long first = stack.submissions().succeeded();
		NobodyWaits.awaitEnds(stack, before + BACKLOG * 4 / 5);
		long last = stack.submissions().succeeded();
		double rate = (last - first) * 1e9 / (System.nanoTime() - begin);
		NobodyWaits.awaitEnds(stack, before + BACKLOG);
		return rate;
	}

}

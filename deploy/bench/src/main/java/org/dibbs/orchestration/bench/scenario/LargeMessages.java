package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.report.Point;

/**
 * Very large messages, one at a time and sixteen at once, with building blocks that
 * answer at once, so that only the way through the stack counts.
 */
final class LargeMessages {

	private static final int[] CALLERS = { 1, 16 };

	// A number of messages and no time: within a few seconds it would matter where those
	// that are under way are counted.
	private static final int MESSAGES = 16;

	private LargeMessages() {
	}

	static void run(Session session, Message message) throws IOException {
		ByteBuffer request = Load.request("/process-message", Map.of(), message.document());
		session.send(request, 200, new Pace.Callers(1), Duration.ZERO, Duration.ZERO, session.plan().warmUp());
		for (int callers : CALLERS) {
			session.measure(callers + Point.CALLERS, request, 200,
					new Pace.Burst(callers, (callers > 1) ? 2 * MESSAGES : MESSAGES), Duration.ZERO);
		}
	}

}

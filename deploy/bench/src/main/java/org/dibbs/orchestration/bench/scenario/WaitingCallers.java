package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.report.Point;

/**
 * Callers who wait for the result: so many of them, and then constant rates up to almost
 * what they have got.
 */
final class WaitingCallers {

	private static final int WARM_UP_CALLERS = 64;

	private WaitingCallers() {
	}

	static void run(Session session, Kind kind, Message message) throws IOException {
		Plan plan = session.plan();
		ByteBuffer request = Load.request("/process-message", Map.of(), message.document());
		session.warmUp(request, 200, WARM_UP_CALLERS);
		for (int callers : plan.callers()) {
			session.measure(callers + Point.CALLERS, request, 200, new Pace.Callers(callers), plan.latency());
		}
		double highest = session.results().highestRate(kind.label(), session.target().name());
		for (int share : plan.shares()) {
			session.measure(share + Point.SHARE, request, 200, new Pace.Rate(highest * share / 100), plan.latency());
		}
	}

}

package org.dibbs.orchestration.bench.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.bench.load.Load;
import org.dibbs.orchestration.bench.load.Pace;
import org.dibbs.orchestration.bench.message.Message;
import org.dibbs.orchestration.bench.process.UsageMeter;
import org.dibbs.orchestration.bench.report.Growth;
import org.dibbs.orchestration.bench.report.Point;
import org.dibbs.orchestration.bench.subject.MeasuredStack;

/**
 * What twice as much costs: twice the messages, twice the calls of each, twice its bytes.
 * Single and double are sent in turns, and the median of each counts.
 */
final class LinearGrowth {

	private static final String CONFIG = "bench-%d-calls.json";

	private static final String STEP = "{\"service\":\"ingestion\","
			+ "\"endpoint\":\"/fhir/harmonization/standardization/standardize_names\"}";

	private static final int CALLS = 4;

	// So large that what a message costs is what its bytes cost.
	private static final int SIZE = 100_000;

	private static final int SMALL_SIZE = 11_000;

	private static final int SENDERS = 16;

	private static final int TURNS = 3;

	private final Session session;

	private final MeasuredStack stack;

	private final int messages;

	private LinearGrowth(Session session, MeasuredStack stack, int messages) {
		this.session = session;
		this.stack = stack;
		this.messages = messages;
	}

	static void run(Session session, MeasuredStack stack, int messages) throws IOException {
		for (int calls : new int[] { CALLS, 2 * CALLS }) {
			stack.upload(String.format(CONFIG, calls), "{\"workflow\":{\"workflow\":["
					+ String.join(",", Collections.nCopies(calls, STEP)) + "]},\"overwrite\":true}");
		}
		new LinearGrowth(session, stack, messages).run();
	}

	private void run() throws IOException {
		ByteBuffer small = request(SMALL_SIZE, CALLS);
		ByteBuffer many = request(SMALL_SIZE, 2 * CALLS);
		ByteBuffer large = request(SIZE, CALLS);
		ByteBuffer larger = request(2 * SIZE, CALLS);
		for (ByteBuffer request : List.of(small, many, large, larger)) {
			this.session.send(request, 200, new Pace.Callers(SENDERS), Duration.ZERO, Duration.ZERO,
					this.session.plan().warmUp().dividedBy(4));
		}
		compare("messages", small, this.messages, small, 2 * this.messages);
		compare("calls", small, this.messages, many, this.messages);
		compare("bytes", large, this.messages, larger, this.messages);
	}

	private ByteBuffer request(int size, int calls) throws IOException {
		return Load.request("/process-message", Map.of(),
				Message.fhir(this.session.plan().root(), size, String.format(CONFIG, calls)).document());
	}

	private void compare(String what, ByteBuffer single, int singles, ByteBuffer twice, int twices) throws IOException {
		double[] one = new double[TURNS];
		double[] two = new double[TURNS];
		for (int i = 0; i < TURNS; i++) {
			one[i] = cost(single, singles);
			two[i] = cost(twice, twices);
		}
		Arrays.sort(one);
		Arrays.sort(two);
		Growth growth = new Growth(this.stack.name(), what, one[TURNS / 2], two[TURNS / 2]);
		this.session.results().add(growth);
		this.session.tell(String.format(Locale.ROOT, "twice the %s: %.2f times the CPU", what, growth.times()));
	}

	/** Milliseconds of CPU over the three tiers, until the ledger knows of all ends. */
	private double cost(ByteBuffer request, int count) throws IOException {
		UsageMeter meter = new UsageMeter(
				this.stack.processes().stream().filter((process) -> Point.isTier(process.name())).toList());
		long before = NobodyWaits.ended(this.stack);
		meter.begin();
		this.session.send(request, 200, new Pace.Burst(SENDERS, count), Duration.ZERO, Duration.ZERO, Duration.ZERO);
		NobodyWaits.awaitEnds(this.stack, before + count);
		meter.end();
		return meter.used().values().stream().mapToDouble((usage) -> usage.cpu().toNanos() / 1e6).sum();
	}

}

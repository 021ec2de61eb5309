package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.dibbs.orchestration.local.stack.Pause;

/**
 * Looks how soon a worker that came back works again: from when it says that it is ready
 * until its log says that it has partitions to take submissions from. For one thread.
 */
final class WorkerWatch {

	/** How often it is looked at. */
	private static final Duration INTERVAL = Duration.ofMillis(250);

	/** How many looks it may take: 15 seconds. */
	private static final int LIMIT = 60;

	private static final int READY_LIMIT = 960;

	private static final Pattern WORKS = Pattern.compile("takes submissions of partitions \\[\\w");

	private final ChaosStack stack;

	private final Client client;

	private final List<String> returns = new ArrayList<>();

	private final List<String> late = new ArrayList<>();

	WorkerWatch(ChaosStack stack, Client client) {
		this.stack = stack;
		this.client = client;
	}

	/**
	 * Begins to look at a worker that is away.
	 * @param worker its name
	 * @return what to wait for before it may be disturbed again
	 */
	Thread begin(String worker) {
		return Thread.ofPlatform().daemon().name("watch-" + worker).start(() -> watch(worker));
	}

	private void watch(String worker) {
		int looks = 0;
		while (!isReady(worker) && looks++ < READY_LIMIT) {
			Pause.of(INTERVAL);
		}
		looks = 0;
		while (!works(worker) && looks < LIMIT) {
			Pause.of(INTERVAL);
			looks++;
		}
		tell(worker, looks);
	}

	private synchronized void tell(String worker, int looks) {
		this.returns.add(worker + " after " + looks * INTERVAL.toMillis() + " ms");
		if (looks >= LIMIT) {
			this.late.add(worker + " took nothing within " + LIMIT * INTERVAL.toMillis() + " ms of being ready");
		}
	}

	private boolean isReady(String worker) {
		try {
			return this.client.get(this.stack.address(worker) + "/actuator/health/readiness", Duration.ofSeconds(3))
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private boolean works(String worker) {
		try {
			return WORKS.matcher(Files.readString(this.stack.log(worker))).find();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * How soon each worked again that came back.
	 * @return one line each
	 */
	synchronized List<String> returns() {
		return List.copyOf(this.returns);
	}

	/**
	 * Those that did not work again in time.
	 * @return one line each
	 */
	synchronized List<String> late() {
		return List.copyOf(this.late);
	}

}

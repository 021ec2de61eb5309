package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.dibbs.orchestration.local.stack.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Lets things go wrong, one after the other; building blocks fail meanwhile. For one
 * thread.
 */
final class Faults {

	private static final String SAVE = "save-fhir-data";

	private static final List<String> ENDPOINTS = List.of("validate", "convert-to-fhir", "standardize_names",
			"standardize_dob", "standardize_phones", "parse_message", "stamp-condition-extensions");

	/** Those that may go on while processes come and go. */
	private static final List<FaultKind> BLOCKS = List.of(FaultKind.BLOCKS_FAIL, FaultKind.BLOCKS_HANG,
			FaultKind.SAVES_FAIL);

	// Longer than the stack waits for a building block.
	private static final int HANGS_MILLIS = 8_000;

	private static final int SAVES_AT_ONCE = 3;

	private static final int SAVE_LOOKS = 100;

	// After it the group has given a worker's partitions to others.
	private static final Duration WORKER_AWAY = Duration.ofSeconds(12);

	private static final Duration DATABASE_AWAY = Duration.ofSeconds(30);

	private final ChaosStack stack;

	private final @Nullable PostgreSqlServer database;

	private final Client client;

	private final WorkerWatch workers;

	private final Random random;

	private final Duration time;

	private final Map<FaultKind, Integer> done = new EnumMap<>(FaultKind.class);

	private final List<String> failed = new ArrayList<>();

	private final ChaosReport.Progress progress;

	/**
	 * Creates them.
	 * @param stack where they happen
	 * @param database its database; null where the workers have an embedded one
	 * @param client what asks the processes
	 * @param random what decides
	 * @param time how long they last at least
	 * @param progress is told what happens
	 */
	Faults(ChaosStack stack, @Nullable PostgreSqlServer database, Client client, Random random, Duration time,
			ChaosReport.Progress progress) {
		this.stack = stack;
		this.database = database;
		this.client = client;
		this.workers = new WorkerWatch(stack, client);
		this.random = random;
		this.time = time;
		this.progress = progress;
	}

	/**
	 * Lets each happen once, and then others until the time is over; returns when all is
	 * up again.
	 */
	void run() {
		long end = System.nanoTime() + this.time.toNanos();
		List<FaultKind> turns = new ArrayList<>(Arrays.asList(FaultKind.values()));
		Collections.shuffle(turns, this.random);
		pause(1000, 3000);
		while (!turns.isEmpty() || System.nanoTime() < end) {
			FaultKind kind = turns.isEmpty() ? FaultKind.values()[this.random.nextInt(FaultKind.values().length)]
					: turns.removeFirst();
			try {
				if (!BLOCKS.contains(kind) && this.random.nextBoolean()) {
					happens(BLOCKS.get(this.random.nextInt(BLOCKS.size())));
				}
				happens(kind);
			}
			catch (IOException | RuntimeException ex) {
				this.failed.add(kind.label() + ": " + ex.getMessage());
				this.progress.tell(kind.label() + " went wrong: " + ex.getMessage());
				settle();
			}
			pause(1000, 4000);
		}
		settle();
	}

	private void happens(FaultKind kind) throws IOException {
		this.progress.tell(kind.label());
		inject(kind);
		this.done.merge(kind, 1, Integer::sum);
	}

	private void settle() {
		try {
			control("{\"endpoint\":\"*\",\"count\":0}");
			for (String endpoint : ENDPOINTS) {
				control("{\"endpoint\":\"" + endpoint + "\",\"count\":0}");
			}
			control("[{\"endpoint\":\"" + SAVE + "\",\"count\":0},{\"endpoint\":\"/ecr-viewer/api/" + SAVE
					+ "\",\"count\":0}]");
			this.stack.up();
		}
		catch (IOException ex) {
			this.failed.add("what was stopped did not come back: " + ex.getMessage());
		}
	}

	private void inject(FaultKind kind) throws IOException {
		switch (kind) {
			case KILL_WORKER -> killWorkers(some(this.stack.workers()));
			case KILL_AT_SAVE -> killAtSave();
			case RESTART_WORKER -> restartWorker();
			case KILL_GATEWAY -> {
				this.stack.kill(one(this.stack.gateways()));
				pause(0, 2000);
				this.stack.up();
			}
			case KILL_BROKER -> {
				this.stack.kill("broker");
				pause(0, 4000);
				this.stack.up();
			}
			case RESTART_BROKER -> this.stack.restart("broker");
			case STOP_DATABASE -> stopDatabase();
			case BLOCKS_FAIL -> blocksFail();
			case BLOCKS_HANG -> arm(one(ENDPOINTS), 4 + this.random.nextInt(12), "\"delay_ms\":" + HANGS_MILLIS);
			case SAVES_FAIL -> savesFail();
		}
	}

	private void killWorkers(List<String> names) throws IOException {
		names.forEach(this.stack::kill);
		pause(0, 3000);
		comeBack(names);
	}

	private void killAtSave() throws IOException {
		arm(SAVE, SAVES_AT_ONCE, "\"after\":true,\"delay_ms\":" + HANGS_MILLIS);
		for (int looks = 0; looks < SAVE_LOOKS
				&& armed().contains("\"" + SAVE + "\",\"count\":" + SAVES_AT_ONCE); looks++) {
			Pause.of(Duration.ofMillis(100));
		}
		killWorkers(this.stack.workers());
	}

	private void restartWorker() throws IOException {
		String name = one(this.stack.workers());
		this.stack.stop(name);
		Pause.of(WORKER_AWAY);
		comeBack(List.of(name));
	}

	private void comeBack(List<String> names) throws IOException {
		List<Thread> watches = names.stream().map(this.workers::begin).toList();
		this.stack.up();
		for (Thread watch : watches) {
			try {
				watch.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	// One of the workers serves an embedded database to the others.
	private void stopDatabase() throws IOException {
		if (this.database == null) {
			killWorkers(this.stack.workers());
			return;
		}
		Duration away = (this.time.compareTo(DATABASE_AWAY.multipliedBy(4)) < 0) ? this.time.dividedBy(6)
				: DATABASE_AWAY;
		List<String> killed = this.random.nextBoolean() ? List.of(one(this.stack.workers())) : List.of();
		this.database.stop();
		try {
			Pause.of(away.dividedBy(2));
			killed.forEach(this.stack::kill);
			Pause.of(away.dividedBy(2));
		}
		finally {
			this.database.start();
		}
		comeBack(killed);
	}

	private void blocksFail() throws IOException {
		for (String how : List.of("\"status\":503", "\"status\":500", "\"reset\":true",
				"\"status\":502,\"after\":true")) {
			arm(one(ENDPOINTS), 3 + this.random.nextInt(20), how);
		}
	}

	private void savesFail() throws IOException {
		List<String> ways = List.of("\"status\":503", "\"status\":500", "\"reset\":true",
				"\"after\":true,\"reset\":true", "\"after\":true,\"status\":502",
				"\"after\":true,\"delay_ms\":" + HANGS_MILLIS);
		arm(SAVE, 2 + this.random.nextInt(3), "\"after\":true,\"reset\":true");
		arm("/ecr-viewer/api/" + SAVE, 2 + this.random.nextInt(4), one(ways));
	}

	private void arm(String endpoint, int count, String how) throws IOException {
		control("{\"endpoint\":\"" + endpoint + "\",\"count\":" + count + "," + how + "}");
	}

	private void control(String fault) throws IOException {
		int status = this.client
			.post(this.stack.address("sandbox") + "/__control", Map.of(), fault.getBytes(StandardCharsets.UTF_8),
					Duration.ofSeconds(10))
			.statusCode();
		if (status != 200) {
			throw new IOException("the sandbox refuses " + fault);
		}
	}

	private String armed() throws IOException {
		return this.client.get(this.stack.address("sandbox") + "/__control", Duration.ofSeconds(10)).body();
	}

	private List<String> some(List<String> names) {
		List<String> shuffled = new ArrayList<>(names);
		Collections.shuffle(shuffled, this.random);
		return shuffled.subList(0, (this.random.nextInt(3) == 0) ? Math.min(2, names.size()) : 1);
	}

	private String one(List<String> names) {
		return names.get(this.random.nextInt(names.size()));
	}

	private void pause(int least, int most) {
		Pause.of(Duration.ofMillis(least + this.random.nextInt(most - least)));
	}

	Map<FaultKind, Integer> done() {
		return Map.copyOf(this.done);
	}

	List<String> failed() {
		return List.copyOf(this.failed);
	}

	WorkerWatch workers() {
		return this.workers;
	}

}

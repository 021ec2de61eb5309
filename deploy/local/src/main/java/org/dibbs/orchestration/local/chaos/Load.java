package org.dibbs.orchestration.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

import org.dibbs.orchestration.local.stack.Pause;

/**
 * Sends submissions of all kinds at an even rate, as long as it has to.
 */
final class Load {

	// More than wait at a time would only be memory.
	private static final int MOST_AT_ONCE = 150;

	private static final Duration LAST_ANSWERS = Duration.ofMinutes(3);

	private final HttpSender http;

	private final KafkaSender kafka;

	private final Promises promises;

	private final RandomGenerator random;

	Load(HttpSender http, KafkaSender kafka, Promises promises, RandomGenerator random) {
		this.http = http;
		this.kafka = kafka;
		this.promises = promises;
		this.random = random;
	}

	/**
	 * Sends, and returns when all is answered.
	 * @param submissions how many have to be accepted at least
	 * @param time how long to take for those
	 * @param more whether to go on all the same
	 * @throws InterruptedException if it is interrupted
	 */
	void run(int submissions, Duration time, BooleanSupplier more) throws InterruptedException {
		long pause = time.toNanos() / submissions;
		Semaphore places = new Semaphore(MOST_AT_ONCE);
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "sender", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
		long next = System.nanoTime();
		for (int number = 1; this.promises.count() < submissions || more.getAsBoolean(); number++) {
			Kind kind = Kind.any(this.random);
			int ours = number + 1;
			places.acquire();
			threads.execute(() -> send(kind, ours, places));
			next = Math.max(next + pause, System.nanoTime() - time.toNanos() / 20);
			Pause.of(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
		}
		threads.shutdown();
		threads.awaitTermination(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS);
	}

	private void send(Kind kind, int number, Semaphore places) {
		try {
			if (List.of(Kind.KAFKA, Kind.KAFKA_SAVE, Kind.KAFKA_TWICE, Kind.KAFKA_MALFORMED).contains(kind)) {
				this.kafka.send(kind, number);
			}
			else {
				this.http.send(kind, number);
			}
		}
		catch (RuntimeException ex) {
			this.promises.broke("sending " + kind.label() + " failed: " + ex);
		}
		finally {
			places.release();
		}
	}

}

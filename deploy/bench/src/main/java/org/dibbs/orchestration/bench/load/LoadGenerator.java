package org.dibbs.orchestration.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;

/**
 * Sends one load. All connections are served by the thread that calls, since a load
 * generator takes its share of the processors from what it measures.
 */
public final class LoadGenerator {

	private static final int MOST_CONNECTIONS = 8192;

	private static final int MOST_BROKEN = 1000;

	private static final long LONGEST_LATENCY = Duration.ofMinutes(10).toNanos() / 1000;

	private static final Duration LONGEST_BURST = Duration.ofHours(1);

	// A selector waits for whole milliseconds; see how it is used below.
	private static final long EARLY = 500_000;

	private static final long MILLISECOND = 1_000_000;

	private final Load load;

	private final Runnable counts;

	private final Runnable ends;

	private final Duration patience;

	private final Histogram latencies = new Histogram(1, LONGEST_LATENCY, 3);

	private final Map<String, Long> errors = new TreeMap<>();

	private final Deque<LoadConnection> idle = new ArrayDeque<>();

	private final Deque<Long> waiting = new ArrayDeque<>();

	private final Set<LoadConnection> connections = new HashSet<>();

	private final long begin = System.nanoTime();

	private final long from;

	private final long to;

	private long sent;

	private long good;

	private long answered;

	private long scheduled;

	private boolean stopped;

	private LoadGenerator(Load load, Runnable counts, Runnable ends, Duration patience) {
		this.load = load;
		this.counts = counts;
		this.ends = ends;
		this.patience = patience;
		this.from = this.begin + ((load.pace() instanceof Pace.Burst) ? Duration.ZERO : load.lead()).toNanos();
		this.to = this.from + ((load.pace() instanceof Pace.Burst) ? LONGEST_BURST : load.time()).toNanos();
	}

	/**
	 * Sends a load, and returns when all is answered.
	 * @param load what
	 * @param counts called when it begins to count
	 * @param ends called when it has ended to count
	 * @param patience how long answers may still take when nothing more is sent
	 * @return what came of it
	 * @throws IOException if the target cannot be reached
	 */
	public static LoadResult run(Load load, Runnable counts, Runnable ends, Duration patience) throws IOException {
		return new LoadGenerator(load, counts, ends, patience).run();
	}

	private LoadResult run() throws IOException {
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < callers(); i++) {
				send(selector, System.nanoTime());
			}
			boolean counting = false;
			while (!isOver()) {
				if (!counting && System.nanoTime() >= this.from) {
					counting = true;
					this.counts.run();
				}
				turn(selector, counting ? this.to : this.from);
			}
			long ended = System.nanoTime();
			this.ends.run();
			this.stopped = true;
			long limit = ended + this.patience.toNanos();
			while (underWay() > 0 && System.nanoTime() < limit) {
				turn(selector, limit);
			}
			if (underWay() > 0) {
				this.errors.merge("unanswered", underWay(), Long::sum);
			}
			this.connections.forEach(LoadConnection::close);
			return new LoadResult(Duration.ofNanos(ended - this.from), this.sent, this.good, this.answered,
					this.latencies, this.errors);
		}
	}

	private int callers() {
		return switch (this.load.pace()) {
			case Pace.Callers(int callers) -> callers;
			case Pace.Burst(int callers, int requests) -> Math.min(callers, requests);
			case Pace.Rate rate -> 0;
		};
	}

	private boolean isOver() {
		if (this.load.pace() instanceof Pace.Burst(int callers, int requests)) {
			return this.sent >= requests && underWay() == 0;
		}
		return System.nanoTime() >= this.to;
	}

	private long underWay() {
		return this.connections.size() - this.idle.size() + this.waiting.size();
	}

	/** Sends what is due and takes the answers that are there, or waits for either. */
	private void turn(Selector selector, long end) throws IOException {
		long until = end;
		if (!this.stopped && this.load.pace() instanceof Pace.Rate rate) {
			until = Math.min(end, sendWhatIsDue(selector, rate));
		}
		long wait = (until - System.nanoTime() + EARLY) / MILLISECOND;
		if (wait > 0) {
			selector.select((key) -> ready(selector, key), wait);
		}
		else {
			selector.selectNow((key) -> ready(selector, key));
		}
	}

	/** Returns when the next one is due. */
	private long sendWhatIsDue(Selector selector, Pace.Rate rate) throws IOException {
		long due = this.begin + rate.at(this.scheduled);
		while (due - EARLY <= System.nanoTime() && due < this.to) {
			this.scheduled++;
			send(selector, due);
			due = this.begin + rate.at(this.scheduled);
		}
		return due;
	}

	/** Sends a request that was intended for then, or has it wait for a connection. */
	private void send(Selector selector, long intended) throws IOException {
		LoadConnection connection = this.idle.poll();
		if (connection == null && this.connections.size() >= MOST_CONNECTIONS) {
			this.waiting.add(intended);
			return;
		}
		if (connection == null) {
			connection = LoadConnection.open(this.load.target(), selector);
			this.connections.add(connection);
		}
		this.sent++;
		try {
			connection.send(this.load.request(), intended);
		}
		catch (IOException ex) {
			broken(connection);
		}
	}

	private void ready(Selector selector, SelectionKey key) {
		if (!(key.attachment() instanceof LoadConnection connection) || !key.isValid()) {
			return;
		}
		try {
			if (connection.ready()) {
				answered(connection);
				next(selector);
			}
		}
		catch (IOException ex) {
			if (this.idle.remove(connection)) {
				// Closed by the other side, as it may do while nobody asks anything.
				connection.close();
				this.connections.remove(connection);
			}
			else {
				broken(connection);
				next(selector);
			}
		}
	}

	private void answered(LoadConnection connection) throws IOException {
		long now = System.nanoTime();
		int status = connection.status();
		long intended = connection.intended();
		long took = now - connection.begun();
		if (connection.isKept()) {
			this.idle.push(connection);
		}
		else {
			connection.close();
			this.connections.remove(connection);
		}
		if (status != this.load.status()) {
			this.errors.merge("status " + status, 1L, Long::sum);
			return;
		}
		this.good++;
		if (now >= this.from && now < this.to) {
			this.answered++;
		}
		if (intended >= this.from && intended < this.to) {
			this.latencies.recordValue(Math.clamp(took / 1000, 1, LONGEST_LATENCY));
		}
	}

	private void broken(LoadConnection connection) {
		connection.close();
		this.connections.remove(connection);
		if (this.errors.merge("connection lost", 1L, Long::sum) > MOST_BROKEN) {
			throw new IllegalStateException("More than " + MOST_BROKEN + " connections were lost");
		}
	}

	private boolean goesOn() {
		return switch (this.load.pace()) {
			case Pace.Callers callers -> true;
			case Pace.Burst(int callers, int requests) -> this.sent < requests;
			case Pace.Rate rate -> false;
		};
	}

	/** What follows the end of a request. */
	private void next(Selector selector) {
		try {
			Long intended = this.waiting.poll();
			if (intended != null) {
				send(selector, intended);
			}
			else if (!this.stopped && goesOn()) {
				send(selector, System.nanoTime());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The target does not take connections any more", ex);
		}
	}

}

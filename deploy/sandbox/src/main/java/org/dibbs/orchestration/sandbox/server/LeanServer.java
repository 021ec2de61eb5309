package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.PriorityQueue;

import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.Fault;
import org.dibbs.orchestration.sandbox.control.FaultBoard;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server for load tests: one thread that waits for all connections at once, and for
 * the time of each answer. A call costs a fraction of what the JDK's server takes.
 */
final class LeanServer implements SandboxServer {

	private static final Logger logger = LoggerFactory.getLogger(LeanServer.class);

	private static final int BACKLOG = 4096;

	private static final long MILLISECOND = 1_000_000;

	private final Selector selector;

	private final ServerSocketChannel acceptor;

	private final int port;

	private final Routes routes;

	private final FaultBoard faults;

	private final CallStatistics statistics;

	private final long latency;

	private final PriorityQueue<LeanCall> calls = new PriorityQueue<>();

	private final Thread thread = Thread.ofPlatform().name("calls").unstarted(this::run);

	private volatile boolean closed;

	private LeanServer(InetSocketAddress address, Routes routes, FaultBoard faults, CallStatistics statistics,
			Duration latency) throws IOException {
		this.routes = routes;
		this.faults = faults;
		this.statistics = statistics;
		this.latency = latency.toNanos();
		this.selector = Selector.open();
		this.acceptor = ServerSocketChannel.open();
		try {
			this.acceptor.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			this.acceptor.bind(address, BACKLOG);
			this.acceptor.configureBlocking(false);
			this.acceptor.register(this.selector, SelectionKey.OP_ACCEPT);
			this.port = ((InetSocketAddress) this.acceptor.getLocalAddress()).getPort();
		}
		catch (IOException ex) {
			this.acceptor.close();
			this.selector.close();
			throw ex;
		}
	}

	static LeanServer start(InetSocketAddress address, Routes routes, FaultBoard faults, CallStatistics statistics,
			Duration latency) throws IOException {
		LeanServer server = new LeanServer(address, routes, faults, statistics, latency);
		server.thread.start();
		return server;
	}

	private void run() {
		try (this.selector; this.acceptor) {
			while (!this.closed) {
				long wait = untilNextAnswer();
				if (wait > 0) {
					this.selector.select(this::ready, wait);
				}
				else if (wait == 0) {
					this.selector.selectNow(this::ready);
				}
				else {
					this.selector.select(this::ready);
				}
				answerWhatIsDue();
			}
			this.selector.keys().forEach((key) -> {
				if (key.attachment() instanceof LeanConnection connection) {
					connection.close();
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Milliseconds, 0 where an answer is due, -1 where none is to be given. A selector
	 * waits for whole ones, so answers are up to one late, and none is early.
	 */
	private long untilNextAnswer() {
		LeanCall next = this.calls.peek();
		return (next == null) ? -1 : Math.max(0, (next.due() - System.nanoTime() + MILLISECOND - 1) / MILLISECOND);
	}

	private void answerWhatIsDue() {
		long now = System.nanoTime();
		for (LeanCall call = this.calls.peek(); call != null && call.due() - now <= 0; call = this.calls.peek()) {
			this.calls.poll();
			answer(call);
		}
	}

	private void ready(SelectionKey key) {
		if (key.isValid() && key.isAcceptable()) {
			accept();
		}
		else if (key.isValid() && key.attachment() instanceof LeanConnection connection) {
			try {
				connection.ready();
				take(connection);
			}
			catch (IOException ex) {
				connection.close();
			}
		}
	}

	private void accept() {
		try {
			for (SocketChannel channel = this.acceptor.accept(); channel != null; channel = this.acceptor.accept()) {
				channel.configureBlocking(false);
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
				key.attach(new LeanConnection(channel, key));
			}
		}
		catch (IOException ex) {
			logger.warn("A connection was not accepted: {}", ex.getClass().getName());
		}
	}

	/** Takes the next call of a connection that has one and gives no answer now. */
	private void take(LeanConnection connection) throws IOException {
		LeanConnection.Request request = connection.take();
		if (request == null) {
			return;
		}
		Endpoint endpoint = this.routes.block(request.method(), request.path());
		if (endpoint == null) {
			connection.answer(this.routes.other(request.method(), request.path(), request.body()));
			return;
		}
		this.statistics.begin(request.path(), request.body().length);
		Fault fault = this.faults.take(request.path());
		Answer answer = fault.after() ? CallHandler.work(request.path(), endpoint, request.body()) : null;
		LeanCall call = new LeanCall(System.nanoTime() + this.latency + fault.delay().toNanos(), connection,
				request.path(),
				() -> (answer != null) ? answer : CallHandler.work(request.path(), endpoint, request.body()), fault);
		this.calls.add(call);
	}

	private void answer(LeanCall call) {
		if (call.fault().isForced()) {
			this.statistics.forced(call.path());
		}
		try {
			if (call.fault().reset()) {
				call.connection().close();
			}
			else {
				Answer forced = call.fault().answer();
				call.connection().answer((forced != null) ? forced : call.work().get());
				take(call.connection());
			}
		}
		catch (IOException ex) {
			call.connection().close();
		}
		finally {
			this.statistics.end(call.path());
		}
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.closed = true;
		this.selector.wakeup();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

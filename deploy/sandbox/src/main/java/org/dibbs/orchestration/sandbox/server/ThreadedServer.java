package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.FaultBoard;

/**
 * The server for real work: the JDK's, with a virtual thread for each call.
 */
final class ThreadedServer implements SandboxServer {

	private static final int BACKLOG = 4096;

	private final HttpServer server;

	private final ExecutorService threads;

	private ThreadedServer(HttpServer server, ExecutorService threads) {
		this.server = server;
		this.threads = threads;
	}

	static ThreadedServer start(InetSocketAddress address, Routes routes, FaultBoard faults, CallStatistics statistics,
			Duration latency) throws IOException {
		setDefaults();
		HttpServer server = HttpServer.create(address, BACKLOG);
		ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
		server.setExecutor(threads);
		server.createContext("/", new CallHandler(routes, faults, statistics, latency));
		server.start();
		return new ThreadedServer(server, threads);
	}

	/**
	 * The JDK's server reads these once, when its first instance is made. Without nodelay
	 * each answer waits for an acknowledgement of its head; with the 200 idle connections
	 * kept by default, and 30 s for each, a pool of more or calmer clients meets closed
	 * ones.
	 */
	private static void setDefaults() {
		setDefault("sun.net.httpserver.nodelay", "true");
		setDefault("sun.net.httpserver.maxIdleConnections", "10000");
		setDefault("sun.net.httpserver.idleInterval", "300");
	}

	private static void setDefault(String name, String value) {
		if (System.getProperty(name) == null) {
			System.setProperty(name, value);
		}
	}

	@Override
	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}

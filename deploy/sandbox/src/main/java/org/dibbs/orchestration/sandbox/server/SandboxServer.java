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
 * The one HTTP server of the sandbox: the JDK's, with a virtual thread for each call.
 */
public final class SandboxServer implements AutoCloseable {

	private static final int BACKLOG = 4096;

	private final HttpServer server;

	private final ExecutorService threads;

	private SandboxServer(HttpServer server, ExecutorService threads) {
		this.server = server;
		this.threads = threads;
	}

	/**
	 * Opens the port and answers from then on.
	 * @param address where to listen; port 0 takes a free one
	 * @param routes what answers which path
	 * @param faults what is armed
	 * @param statistics where calls are counted
	 * @param latency how long each building block call waits before its answer
	 * @return the running server
	 * @throws IOException if the address cannot be had, such as a
	 * {@link java.net.BindException} where it is taken
	 */
	public static SandboxServer start(InetSocketAddress address, Routes routes, FaultBoard faults,
			CallStatistics statistics, Duration latency) throws IOException {
		setDefaults();
		HttpServer server = HttpServer.create(address, BACKLOG);
		ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
		server.setExecutor(threads);
		server.createContext("/", new CallHandler(routes, faults, statistics, latency));
		server.start();
		return new SandboxServer(server, threads);
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

	/**
	 * The port that is open.
	 * @return 1 to 65535
	 */
	public int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Closes the port at once; calls under way lose their connections.
	 */
	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}

package org.dibbs.orchestration.sandbox.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

import org.dibbs.orchestration.sandbox.control.CallStatistics;
import org.dibbs.orchestration.sandbox.control.FaultBoard;

/**
 * The running HTTP server of a sandbox.
 */
public sealed interface SandboxServer extends AutoCloseable permits ThreadedServer, LeanServer {

	/**
	 * Opens the port and answers from then on, each call on a thread of its own.
	 * @param address where to listen; port 0 takes a free one
	 * @param routes what answers which path
	 * @param faults what is armed
	 * @param statistics where calls are counted
	 * @param latency how long each building block call waits before its answer
	 * @return the running server
	 * @throws IOException if the address cannot be had, such as a
	 * {@link java.net.BindException} where it is taken
	 */
	static SandboxServer threaded(InetSocketAddress address, Routes routes, FaultBoard faults,
			CallStatistics statistics, Duration latency) throws IOException {
		return ThreadedServer.start(address, routes, faults, statistics, latency);
	}

	/**
	 * Opens the port and answers from then on, all calls on one thread, so their work has
	 * to be next to none.
	 * @param address where to listen; port 0 takes a free one
	 * @param routes what answers which path
	 * @param faults what is armed
	 * @param statistics where calls are counted
	 * @param latency how long each building block call waits before its answer
	 * @return the running server
	 * @throws IOException if the address cannot be had, such as a
	 * {@link java.net.BindException} where it is taken
	 */
	static SandboxServer lean(InetSocketAddress address, Routes routes, FaultBoard faults, CallStatistics statistics,
			Duration latency) throws IOException {
		return LeanServer.start(address, routes, faults, statistics, latency);
	}

	/**
	 * The port that is open.
	 * @return 1 to 65535
	 */
	int port();

	/**
	 * Closes the port at once; calls under way lose their connections.
	 */
	@Override
	void close();

}

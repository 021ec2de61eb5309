package org.dibbs.orchestration.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.local.stack.Pause;

/**
 * A program that listens on a port. However this process ends, a shell that waits for its
 * end kills the program.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration LOOK = Duration.ofMillis(20);

	// The program inherits that it does not hear of TERM, and keeps nothing.
	private static final String GUARD = "trap '' INT TERM HUP; log=$0; \"$@\" >\"$log\" 2>&1 </dev/null & echo $!; "
			+ "cat >/dev/null; kill -KILL $!; wait";

	private final Process guard;

	private final long pid;

	private final int port;

	private ChildProcess(Process guard, long pid, int port) {
		this.guard = guard;
		this.pid = pid;
		this.port = port;
	}

	/**
	 * Starts a Java program on this process's own JDK, and returns when it listens.
	 * @param port where it is told to listen
	 * @param log where what it prints goes
	 * @param environment what it finds there besides
	 * @param arguments those of {@code java}
	 * @return the process
	 * @throws IOException if it does not listen
	 */
	public static ChildProcess java(int port, Path log, Map<String, String> environment, List<String> arguments)
			throws IOException {
		List<String> command = new ArrayList<>(List.of("bash", "-c", GUARD, log.toString(),
				Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		Process guard = builder.start();
		long pid = Long.parseLong(guard.inputReader(StandardCharsets.US_ASCII).readLine());
		ChildProcess process = new ChildProcess(guard, pid, port);
		try {
			process.awaitListening(log);
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
		return process;
	}

	private void awaitListening(Path log) throws IOException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!listens()) {
			if (System.nanoTime() > end || ProcessHandle.of(this.pid).isEmpty()) {
				throw new IOException(
						"A program does not listen on port " + this.port + "; it says:\n" + Files.readString(log));
			}
			Pause.of(LOOK);
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * A port that nobody listens on.
	 * @return the port
	 * @throws IOException if there is none
	 */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Where it listens.
	 * @return the address
	 */
	public InetSocketAddress address() {
		return new InetSocketAddress("127.0.0.1", this.port);
	}

	/**
	 * Its pid.
	 * @return the number
	 */
	public long pid() {
		return this.pid;
	}

	@Override
	public void close() throws IOException {
		this.guard.getOutputStream().close();
		try {
			this.guard.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

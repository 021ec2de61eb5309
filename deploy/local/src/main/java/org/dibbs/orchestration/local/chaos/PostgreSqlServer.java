package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of our own on a free port, made by the programs that are installed.
 */
final class PostgreSqlServer {

	private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

	private static final String USER = "dibbs";

	private final Path programs;

	private final int port;

	// Not in the stack's folder, which the user that the server runs as may not enter.
	private final Path data = Path.of("/tmp", "dibbs-chaos-pg-" + UUID.randomUUID());

	private PostgreSqlServer(Path programs, int port) {
		this.programs = programs;
		this.port = port;
	}

	/**
	 * Starts a server.
	 * @return the server, or null where there is none to be had
	 * @throws IOException if it does not start
	 */
	static @Nullable PostgreSqlServer startedIfInstalled() throws IOException {
		Path programs = programs();
		if (programs == null) {
			return null;
		}
		PostgreSqlServer server = new PostgreSqlServer(programs, freePort());
		server.run("initdb", "-D", server.data.toString(), "-A", "trust", "-U", USER, "-E", "UTF8");
		server.start();
		return server;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	private static @Nullable Path programs() throws IOException {
		List<Path> found = new ArrayList<>();
		if (Files.isDirectory(INSTALLED)) {
			try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLED)) {
				versions.forEach((version) -> found.add(version.resolve("bin")));
			}
		}
		return found.stream()
			.filter((bin) -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl")))
			.max(Path::compareTo)
			.orElse(null);
	}

	/**
	 * Starts the server again after {@link #stop()}.
	 * @throws IOException if it does not start
	 */
	void start() throws IOException {
		run("pg_ctl", "-D", this.data.toString(), "-w", "-l", this.data.resolve("log").toString(), "-o",
				"-p " + this.port + " -c listen_addresses=127.0.0.1 -c shared_buffers=32MB -c unix_socket_directories="
						+ this.data,
				"start");
	}

	/**
	 * Stops the server as a power failure would.
	 * @throws IOException if it does not stop
	 */
	void stop() throws IOException {
		run("pg_ctl", "-D", this.data.toString(), "-m", "immediate", "-w", "stop");
	}

	/**
	 * What {@code DATABASE_URL} is.
	 * @return its address
	 */
	String url() {
		return "postgres://" + USER + "@127.0.0.1:" + this.port + "/postgres";
	}

	Path data() {
		return this.data;
	}

	/**
	 * The command that stops the server, for whoever outlives this process.
	 * @return the command and its arguments
	 */
	List<String> stopCommand() {
		return command("pg_ctl", "-D", this.data.toString(), "-m", "immediate", "-w", "stop");
	}

	private void run(String program, String... arguments) throws IOException {
		List<String> command = command(program, arguments);
		Process process = new ProcessBuilder(command).directory(Path.of("/tmp").toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			if (process.waitFor() != 0) {
				throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(program + " was interrupted", ex);
		}
	}

	private List<String> command(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// It refuses to run as root.
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		return command;
	}

}

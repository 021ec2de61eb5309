package org.dibbs.orchestration.orchestrator.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real PostgreSQL on a free port, where its programs are installed; where they are not,
 * the test that asks for it is skipped.
 */
public final class TestPostgreSql {

	/** The user, who needs no password. */
	public static final String USER = "dibbs";

	private final Path data = Path.of("/tmp", "dibbs-pg-" + UUID.randomUUID());

	private final Path programs;

	private final int port;

	private TestPostgreSql(Path programs) throws Exception {
		this.programs = programs;
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		run("initdb", "-D", this.data.toString(), "-A", "trust", "-U", USER, "-E", "UTF8");
		start();
	}

	/**
	 * Starts a server, or skips the test.
	 * @return the server
	 * @throws Exception if it does not start
	 */
	public static TestPostgreSql started() throws Exception {
		Path programs = programs();
		assumeThat(programs).as("PostgreSQL is not installed (Debian: postgresql), so nothing is tried on it")
			.isNotNull();
		assertThat(programs).isNotNull();
		return new TestPostgreSql(programs);
	}

	private static @Nullable Path programs() throws IOException {
		List<Path> found = new ArrayList<>();
		if (Files.isDirectory(Path.of("/usr/lib/postgresql"))) {
			try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
				versions.forEach((version) -> found.add(version.resolve("bin")));
			}
		}
		return found.isEmpty() ? null : found.getLast();
	}

	/**
	 * Starts the server again after {@link #stop()}.
	 * @throws Exception if it does not start
	 */
	public void start() throws Exception {
		run("pg_ctl", "-D", this.data.toString(), "-w", "-l", this.data.resolve("log").toString(), "-o", "-p "
				+ this.port + " -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=" + this.data,
				"start");
	}

	/**
	 * Stops the server as a power failure would.
	 * @throws Exception if it does not stop
	 */
	public void stop() throws Exception {
		run("pg_ctl", "-D", this.data.toString(), "-m", "immediate", "-w", "stop");
	}

	/**
	 * Where the server is.
	 * @return the JDBC URL of its database
	 */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/postgres";
	}

	/**
	 * Stops the server and removes its files.
	 * @throws Exception if it does not stop
	 */
	public void remove() throws Exception {
		stop();
		execute(List.of("rm", "-rf", this.data.toString()));
	}

	private void run(String program, String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			// It refuses to run as root.
			command.addAll(List.of("runuser", "-u", "postgres", "--"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		execute(command);
	}

	private static void execute(List<String> command) throws Exception {
		Process process = new ProcessBuilder(command).directory(Path.of("/tmp").toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
	}

}

package org.dibbs.orchestration.orchestrator.database;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A process that has the database of a folder open, as a worker has. It carries out the
 * statements it is sent, a line each, and answers each with the number of rows there are
 * then, or with the error.
 */
final class DatabaseProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader answers;

	DatabaseProcess(Path folder) throws IOException {
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				DatabaseProcess.class.getName(), folder.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.answers = this.process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Carries out a statement in that process.
	 * @param sql the statement, on one line
	 * @return the number of rows in the table {@code t} after it, or what went wrong
	 */
	String execute(String sql) {
		try {
			this.process.getOutputStream().write((sql + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
			String answer;
			do {
				answer = this.answers.readLine();
			}
			while (answer != null && !answer.startsWith("="));
			return (answer != null) ? answer.substring(1) : "ended";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	void terminate() {
		this.process.destroy();
		this.process.onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * The process.
	 * @param arguments the folder
	 * @throws IOException if its standard input breaks
	 */
	public static void main(String[] arguments) throws IOException {
		DatabaseProperties settings = new DatabaseProperties(null, null, null, Path.of(arguments[0]), 4,
				Duration.ofSeconds(2), Duration.ofSeconds(5));
		try (HikariDataSource pool = new DatabaseConfiguration().dataSource(settings);
				OutputStream output = new FileOutputStream(FileDescriptor.out);
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String sql = input.readLine(); sql != null; sql = input.readLine()) {
				output.write(("=" + answer(pool, sql) + "\n").getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private static String answer(HikariDataSource pool, String sql) {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
			try (var rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
				rows.next();
				return Integer.toString(rows.getInt(1));
			}
		}
		catch (SQLException ex) {
			return ex.toString().replace('\n', ' ');
		}
	}

}

package org.dibbs.orchestration.local.stack;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A stack with a folder and ports of its own, started by {@code ./dibbs}. However this
 * process ends, a shell that waits for its end stops what was started.
 */
public final class OwnStack implements AutoCloseable {

	private static final int PATIENCE_MINUTES = 6;

	// $0 is the script, $1 the folder, $2 a further folder or nothing, the rest the
	// command that stops what lives in that one.
	private static final String GUARD = "trap '' INT TERM HUP; word=$(cat); data=$1; further=$2; shift 2; "
			+ "\"$0\" down >/dev/null 2>&1; [ -z \"$further\" ] || \"$@\" >/dev/null 2>&1; "
			+ "[ \"$word\" = keep ] || rm -rf \"$data\" \"$further\"";

	private final Map<String, String> environment = new HashMap<>();

	private final Path root;

	private final Path data;

	private final Process guard;

	private boolean kept;

	/**
	 * Prepares a stack; {@link #run(String...)} with {@code up} starts it.
	 * @param root the folder of the repository
	 * @param name what its folder's name begins with
	 * @param settings what {@code ./dibbs} finds in its environment
	 * @param ports the variables that get a free port each
	 * @throws IOException if there are no folder or no ports
	 */
	public OwnStack(Path root, String name, Map<String, String> settings, List<String> ports) throws IOException {
		this(root, name, settings, ports, null, List.of());
	}

	/**
	 * Prepares a stack that needs something beside it, which is stopped after it.
	 * @param root the folder of the repository
	 * @param name what its folder's name begins with
	 * @param settings what {@code ./dibbs} finds in its environment
	 * @param ports the variables that get a free port each
	 * @param further the folder of what is beside it, which is removed with the stack's
	 * @param stop the command that stops that
	 * @throws IOException if there are no folder or no ports
	 */
	public OwnStack(Path root, String name, Map<String, String> settings, List<String> ports, @Nullable Path further,
			List<String> stop) throws IOException {
		this.root = root;
		this.data = Files.createTempDirectory(name).toRealPath();
		this.environment.put("DIBBS_DATA", this.data.toString());
		this.environment.putAll(settings);
		takePorts(ports);
		List<String> command = new ArrayList<>(List.of("bash", "-c", GUARD, dibbs(), this.data.toString(),
				(further != null) ? further.toString() : ""));
		command.addAll(stop);
		this.guard = builder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
	}

	private void takePorts(List<String> names) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (String name : names) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
				this.environment.put(name, Integer.toString(sockets.getLast().getLocalPort()));
			}
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

	/**
	 * Where a process listens.
	 * @param name its name
	 * @return its port
	 */
	public int port(String name) {
		String variable = name.equals("broker") ? "KAFKA_PORT"
				: name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
		String port = this.environment.get(variable);
		if (port == null) {
			throw new IllegalArgumentException("This stack has no " + name);
		}
		return Integer.parseInt(port);
	}

	/**
	 * Where a process listens.
	 * @param name its name
	 * @return its address, without a slash at the end
	 */
	public String address(String name) {
		return "http://127.0.0.1:" + port(name);
	}

	/**
	 * The pid of a process.
	 * @param name its name
	 * @return the pid, or null where the process was not started
	 * @throws IOException if what was written down cannot be read
	 */
	public @Nullable Long pid(String name) throws IOException {
		Path file = this.data.resolve("run/" + name + ".pid");
		return Files.exists(file) ? Long.valueOf(Files.readString(file).strip()) : null;
	}

	/**
	 * The folder with its queue and logs.
	 * @return the folder
	 */
	public Path data() {
		return this.data;
	}

	/** Has the folder stay when the stack is closed. */
	public void keep() {
		this.kept = true;
	}

	/**
	 * Runs {@code ./dibbs} and returns when it has ended.
	 * @param arguments the verb and what follows it
	 * @throws IOException if it fails or does not end
	 */
	public void run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(dibbs()));
		command.addAll(List.of(arguments));
		File output = Files.createTempFile(this.data, "dibbs", ".out").toFile();
		Process process = builder(command).redirectErrorStream(true).redirectOutput(output).start();
		try {
			if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
				process.destroy();
				throw new IOException("./dibbs " + String.join(" ", arguments) + " does not end, see " + output);
			}
			if (process.exitValue() != 0) {
				throw new IOException(
						"./dibbs " + String.join(" ", arguments) + " failed:\n" + Files.readString(output.toPath()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("./dibbs was interrupted", ex);
		}
	}

	private ProcessBuilder builder(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.root.toFile());
		// The stack is the one described here, whatever this shell would have.
		builder.environment()
			.keySet()
			.removeIf(
					(name) -> name.matches("KAFKA_.*|OTEL_.*|DIBBS_.*|DATABASE_.*|.*_(URL|JAVA_OPTS|PORT|RETENTION)"));
		builder.environment().putAll(this.environment);
		return builder;
	}

	private String dibbs() {
		return this.root.resolve("dibbs").toAbsolutePath().toString();
	}

	@Override
	public void close() throws IOException {
		if (this.kept) {
			this.guard.getOutputStream().write("keep".getBytes(StandardCharsets.UTF_8));
		}
		this.guard.getOutputStream().close();
		try {
			this.guard.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

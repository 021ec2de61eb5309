package org.dibbs.orchestration.local.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A stack with a folder and ports of its own, started by {@code ./dibbs}. However this
 * process ends, a shell that waits for its end stops what was started.
 */
final class ChaosStack implements AutoCloseable {

	private static final int PATIENCE_MINUTES = 6;

	// $0 is the script, $1 the folder, $2 the database's folder or nothing, the rest the
	// command that stops the database.
	private static final String GUARD = "trap '' INT TERM HUP; word=$(cat); data=$1; database=$2; shift 2; "
			+ "\"$0\" down >/dev/null 2>&1; [ -z \"$database\" ] || \"$@\" >/dev/null 2>&1; "
			+ "[ \"$word\" = keep ] || rm -rf \"$data\" \"$database\"";

	private final Map<String, String> environment = new HashMap<>();

	private final ChaosOptions options;

	private final Path data;

	private final Process guard;

	private boolean kept;

	/**
	 * Prepares a stack; {@link #up()} starts it.
	 * @param options how many of what
	 * @param database where its workers keep what they keep; null for the embedded one
	 * @throws IOException if there are no folder or no ports
	 */
	ChaosStack(ChaosOptions options, @Nullable PostgreSqlServer database) throws IOException {
		this.options = options;
		this.data = Files.createTempDirectory("dibbs-chaos").toRealPath();
		this.environment.put("DIBBS_DATA", this.data.toString());
		this.environment.putAll(settings());
		if (database != null) {
			this.environment.put("DATABASE_URL", database.url());
		}
		takePorts();
		List<String> command = new ArrayList<>(List.of("bash", "-c", GUARD, dibbs(), this.data.toString(),
				(database != null) ? "" + database.data() : ""));
		if (database != null) {
			command.addAll(database.stopCommand());
		}
		this.guard = builder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
	}

	// Times are short, so that minutes are enough to see what takes an hour otherwise.
	private static Map<String, String> settings() {
		return Map.ofEntries(Map.entry("DIBBS_READY_TIMEOUT", "240"), Map.entry("DIBBS_TELEMETRY", "off"),
				Map.entry("OTEL_JAVAAGENT_ENABLED", "false"), Map.entry("DIBBS_JAVA_OPTS", "-XX:TieredStopAtLevel=1"),
				Map.entry("BLOCK_RESPONSE_TIMEOUT", "5s"), Map.entry("REDELIVERY_ATTEMPTS", "6"),
				Map.entry("REDELIVERY_INITIAL_INTERVAL", "1s"), Map.entry("REDELIVERY_MULTIPLIER", "2"),
				Map.entry("REDELIVERY_MAX_INTERVAL", "10s"),
				// So that building blocks on few processors are not late because of each
				// other.
				Map.entry("MAX_IN_FLIGHT", "12"), Map.entry("DATABASE_MAX_CONNECTIONS", "6"));
	}

	private void takePorts() throws IOException {
		List<String> names = new ArrayList<>(
				List.of("GATEWAY_PORT", "ORCHESTRATOR_PORT", "SANDBOX_PORT", "KAFKA_PORT"));
		IntStream.rangeClosed(2, this.options.gateways()).forEach((number) -> names.add("GATEWAY_" + number + "_PORT"));
		IntStream.rangeClosed(2, this.options.workers())
			.forEach((number) -> names.add("ORCHESTRATOR_" + number + "_PORT"));
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
	 * Starts what does not run, and returns when all of it is ready.
	 * @throws IOException if it does not get ready
	 */
	void up() throws IOException {
		run("up", "--detach", "--no-build", "--gateways", "" + this.options.gateways(), "--workers",
				"" + this.options.workers());
	}

	/**
	 * Stops and starts one process, and returns when it is ready.
	 * @param name its name
	 * @throws IOException if it does not get ready
	 */
	void restart(String name) throws IOException {
		run("restart", name);
	}

	/**
	 * Ends a process without a word, if it runs.
	 * @param name its name
	 */
	void kill(String name) {
		process(name, ProcessHandle::destroyForcibly);
	}

	/**
	 * Ends a process as an operator does, and waits until it has ended.
	 * @param name its name
	 */
	void stop(String name) {
		process(name, ProcessHandle::destroy);
	}

	// A pid may be another process's by now, so its command line decides.
	private void process(String name, Consumer<ProcessHandle> end) {
		try {
			long pid = Long.parseLong(Files.readString(this.data.resolve("run/" + name + ".pid")).strip());
			ProcessHandle process = ProcessHandle.of(pid).orElse(null);
			if (process != null && List.of(process.info().arguments().orElse(new String[0]))
				.containsAll(List.of("-Ddibbs.data=" + this.data, "-Ddibbs.process=" + name))) {
				end.accept(process);
				process.onExit().get(1, TimeUnit.MINUTES);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(name + " did not end", ex);
		}
	}

	List<String> gateways() {
		return instances("gateway", this.options.gateways());
	}

	List<String> workers() {
		return instances("orchestrator", this.options.workers());
	}

	private static List<String> instances(String kind, int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((number) -> (number == 1) ? kind : kind + "-" + number)
			.toList();
	}

	/**
	 * Where a process listens.
	 * @param name its name
	 * @return its address, without a slash at the end
	 */
	String address(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
		return "http://127.0.0.1:" + this.environment.get(variable);
	}

	String bootstrapServers() {
		return "127.0.0.1:" + this.environment.get("KAFKA_PORT");
	}

	Path log(String name) {
		return this.data.resolve("logs/" + name + ".log");
	}

	Path data() {
		return this.data;
	}

	/** Has the folder stay when the stack is closed. */
	void keep() {
		this.kept = true;
	}

	private void run(String... arguments) throws IOException {
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
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.options.root().toFile());
		// The stack is the one described here, whatever this shell would have.
		builder.environment()
			.keySet()
			.removeIf(
					(name) -> name.matches("KAFKA_.*|OTEL_.*|DIBBS_.*|DATABASE_.*|.*_(URL|JAVA_OPTS|PORT|RETENTION)"));
		builder.environment().putAll(this.environment);
		return builder;
	}

	private String dibbs() {
		return this.options.root().resolve("dibbs").toAbsolutePath().toString();
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

package org.dibbs.orchestration.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.dibbs.orchestration.local.stack.OwnStack;
import org.jspecify.annotations.Nullable;

/**
 * The stack that the chaos is made in.
 */
final class ChaosStack implements AutoCloseable {

	private final ChaosOptions options;

	private final OwnStack stack;

	/**
	 * Prepares a stack; {@link #up()} starts it.
	 * @param options how many of what
	 * @param database where its workers keep what they keep; null for the embedded one
	 * @throws IOException if there are no folder or no ports
	 */
	ChaosStack(ChaosOptions options, @Nullable PostgreSqlServer database) throws IOException {
		this.options = options;
		Map<String, String> settings = new HashMap<>(settings());
		if (database != null) {
			settings.put("DATABASE_URL", database.url());
		}
		this.stack = new OwnStack(options.root(), "dibbs-chaos", settings, ports(options),
				(database != null) ? database.data() : null, (database != null) ? database.stopCommand() : List.of());
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

	private static List<String> ports(ChaosOptions options) {
		List<String> names = new ArrayList<>(
				List.of("GATEWAY_PORT", "ORCHESTRATOR_PORT", "SANDBOX_PORT", "KAFKA_PORT"));
		IntStream.rangeClosed(2, options.gateways()).forEach((number) -> names.add("GATEWAY_" + number + "_PORT"));
		IntStream.rangeClosed(2, options.workers()).forEach((number) -> names.add("ORCHESTRATOR_" + number + "_PORT"));
		return names;
	}

	/**
	 * Starts what does not run, and returns when all of it is ready.
	 * @throws IOException if it does not get ready
	 */
	void up() throws IOException {
		this.stack.run("up", "--detach", "--no-build", "--gateways", "" + this.options.gateways(), "--workers",
				"" + this.options.workers());
	}

	/**
	 * Stops and starts one process, and returns when it is ready.
	 * @param name its name
	 * @throws IOException if it does not get ready
	 */
	void restart(String name) throws IOException {
		this.stack.run("restart", name);
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
			Long pid = this.stack.pid(name);
			ProcessHandle process = (pid != null) ? ProcessHandle.of(pid).orElse(null) : null;
			if (process != null && List.of(process.info().arguments().orElse(new String[0]))
				.containsAll(List.of("-Ddibbs.data=" + data(), "-Ddibbs.process=" + name))) {
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

	String address(String name) {
		return this.stack.address(name);
	}

	String bootstrapServers() {
		return "127.0.0.1:" + this.stack.port("broker");
	}

	Path log(String name) {
		return data().resolve("logs/" + name + ".log");
	}

	Path data() {
		return this.stack.data();
	}

	/** Has the folder stay when the stack is closed. */
	void keep() {
		this.stack.keep();
	}

	@Override
	public void close() throws IOException {
		this.stack.close();
	}

}

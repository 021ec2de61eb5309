package org.dibbs.orchestration.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script {@code ./dibbs} with a data folder and ports of its own. Whatever becomes of
 * the tests, what it started is stopped and its folder is removed: a shell waits for the
 * end of this process, however that comes about, and does it.
 */
public final class Script implements AutoCloseable {

	/** The checkout. */
	public static final Path ROOT = Path.of(System.getProperty("dibbs.root")).toAbsolutePath();

	private static final Duration PATIENCE = Duration.ofMinutes(15);

	private static final String GUARD = "trap '' INT TERM HUP; cat; \"$0\" down >/dev/null 2>&1; rm -rf \"$DIBBS_DATA\"";

	/** A port that is free now may be that of another stack which is about to start. */
	private static final Set<Integer> taken = ConcurrentHashMap.newKeySet();

	private final Map<String, String> environment = new HashMap<>();

	private final Path data;

	private final Process guard;

	/**
	 * Makes a data folder and chooses ports.
	 * @throws IOException if it cannot
	 */
	public Script() throws IOException {
		this.data = Files.createTempDirectory("dibbs-stack").toRealPath();
		this.environment.put("DIBBS_DATA", this.data.toString());
		this.environment.put("DIBBS_READY_TIMEOUT", "240");
		this.environment.put("DIBBS_TELEMETRY", "off");
		takePorts(List.of("GATEWAY_PORT", "ORCHESTRATOR_PORT", "SANDBOX_PORT", "KAFKA_PORT"));
		this.guard = builder(List.of("bash", "-c", GUARD, dibbs())).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/**
	 * Has the script find something else in its environment.
	 * @param name the variable
	 * @param value its value
	 * @return this
	 */
	public Script with(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Gives further gateways and workers free ports of their own.
	 * @param instances how many of each there can be
	 * @return this
	 * @throws IOException if there are no ports
	 */
	Script withPorts(int instances) throws IOException {
		List<String> names = new ArrayList<>();
		for (int number = 2; number <= instances; number++) {
			names.addAll(List.of("GATEWAY_" + number + "_PORT", "ORCHESTRATOR_" + number + "_PORT"));
		}
		takePorts(names);
		return this;
	}

	/**
	 * Has the script start Collector, Prometheus and Alertmanager, too, on free ports of
	 * their own.
	 * @return this
	 * @throws IOException if there are no ports
	 */
	public Script withTelemetry() throws IOException {
		this.environment.remove("DIBBS_TELEMETRY");
		takePorts(List.of("COLLECTOR_PORT", "COLLECTOR_GRPC_PORT", "COLLECTOR_OWN_METRICS_PORT",
				"COLLECTOR_METRICS_PORT", "PROMETHEUS_PORT", "ALERTMANAGER_PORT"));
		return this;
	}

	/**
	 * What the script finds in its environment.
	 * @param name the variable
	 * @return its value, empty where there is none
	 */
	public String get(String name) {
		return this.environment.getOrDefault(name, "");
	}

	/**
	 * Where the stack keeps everything.
	 * @return the data folder
	 */
	public Path data() {
		return this.data;
	}

	/**
	 * Runs the script, which has to succeed.
	 * @param arguments the verb and what follows it
	 * @return what it wrote
	 */
	public String run(String... arguments) {
		return run(0, arguments);
	}

	/**
	 * Runs the script.
	 * @param status the exit status it has to end with
	 * @param arguments the verb and what follows it
	 * @return what it wrote
	 */
	String run(int status, String... arguments) {
		List<String> command = new ArrayList<>(List.of(dibbs()));
		command.addAll(List.of(arguments));
		try {
			File output = Files.createTempFile(this.data, "dibbs", ".out").toFile();
			Process process = builder(command).redirectErrorStream(true).redirectOutput(output).start();
			boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			if (!ended) {
				process.destroy();
			}
			String written = Files.readString(output.toPath());
			assertThat(ended).as("%s ended; it wrote%n%s", command, written).isTrue();
			assertThat(process.exitValue()).as("%s%n%s", command, written).isEqualTo(status);
			return written;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The processes whose command lines carry the data folder, as all of a stack do.
	 * @return their handles
	 */
	List<ProcessHandle> processes() {
		String mark = "-Ddibbs.data=" + this.data;
		try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
			return all.filter((process) -> arguments(process).contains(mark)).toList();
		}
	}

	private static List<String> arguments(ProcessHandle process) {
		return process.info().arguments().map(List::of).orElse(List.of());
	}

	private ProcessBuilder builder(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
		// A stack of the tests is the one they describe, whatever this shell would have.
		builder.environment().keySet().removeIf((name) -> name.matches("KAFKA_.*|OTEL_.*|DIBBS_.*|.*_(URL|JAVA_OPTS)"));
		builder.environment().putAll(this.environment);
		return builder;
	}

	private static String dibbs() {
		return ROOT.resolve("dibbs").toString();
	}

	@Override
	public void close() {
		try {
			this.guard.getOutputStream().close();
			this.guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void takePorts(List<String> names) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (String name : names) {
				do {
					sockets.add(new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.HOST)));
				}
				while (!taken.add(sockets.getLast().getLocalPort()));
				this.environment.put(name, Integer.toString(sockets.getLast().getLocalPort()));
			}
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** The broker as {@code ./dibbs up} starts it: the packaged jar, a process of its own. */
final class BrokerProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final Path data;

	private final int port;

	private final Map<String, String> environment = new HashMap<>();

	private Process process;

	BrokerProcess(Path data) throws IOException {
		this.data = data;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(BrokerSettings.HOST))) {
			this.port = socket.getLocalPort();
		}
	}

	/**
	 * Has it find something in its environment the next time it starts.
	 * @param name the variable
	 * @param value its value
	 * @return this
	 */
	BrokerProcess with(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	BrokerProcess start() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx320m", "-XX:+UseSerialGC", "-jar", jar().toString())
			.redirectErrorStream(true)
			.redirectOutput(log().toFile());
		builder.environment().put("KAFKA_PORT", Integer.toString(this.port));
		builder.environment().put("DIBBS_DATA", this.data.toString());
		builder.environment().put("DIBBS_PARTITIONS", "3");
		builder.environment().putAll(this.environment);
		// One left by a broker that was killed says nothing about this one.
		Files.deleteIfExists(ready());
		this.process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		Awaitility.await(log().toString())
			.atMost(PATIENCE)
			.failFast("the broker ended, see " + log(), () -> !this.process.isAlive())
			.until(() -> Files.exists(ready()));
		return this;
	}

	String bootstrapServers() {
		return BrokerSettings.HOST + ":" + this.port;
	}

	Path ready() {
		return this.data.resolve("kafka/ready");
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Ends it as {@code ./dibbs down} does, with SIGTERM. */
	int stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			kill();
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		if (this.process != null) {
			// Gone before its folder is.
			this.process.destroyForcibly().onExit().join();
		}
	}

	/** Outlives the data folder, for whoever asks why a test failed. */
	private static Path log() {
		return jar().resolveSibling("broker-of-tests.log");
	}

	private static Path jar() {
		return Path.of(System.getProperty("dibbs.local.jar"));
	}

}

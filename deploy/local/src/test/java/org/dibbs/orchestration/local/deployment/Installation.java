package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/compose.yaml} brought up by {@code deploy/docker-test/run.sh}, with an
 * engine of its own. Whatever becomes of the tests, it is taken down: a shell waits for
 * the end of this process and does it.
 */
final class Installation implements AutoCloseable {

	private static final String RUN = Path.of("../docker-test/run.sh").toAbsolutePath().normalize().toString();

	// What run.sh ends with where no engine can run.
	private static final int NOT_HERE = 3;

	private static final String GUARD = "trap '' INT TERM HUP; cat; \"$0\" down; rm -rf \"$1\"";

	private final Path folder;

	private final Process guard;

	Installation() throws IOException {
		this.folder = Files.createTempDirectory("dibbs-docker").toRealPath();
		this.guard = builder(List.of("bash", "-c", GUARD, RUN, this.folder.toString()))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	/**
	 * Brings it up.
	 * @return why it cannot be brought up on this machine, or nothing
	 */
	String up() {
		Output output = run(List.of(RUN, "up"));
		assertThat(output.status()).as(output.text()).isIn(0, NOT_HERE);
		return (output.status() == NOT_HERE) ? output.text() : "";
	}

	/**
	 * Runs a command with its engine and in its network, which has to succeed.
	 * @param command the command
	 * @return what it wrote
	 */
	String in(String... command) {
		Output output = tryIn(command);
		assertThat(output.status()).as("%s%n%s", List.of(command), output.text()).isZero();
		return output.text();
	}

	/**
	 * Runs a command with its engine and in its network.
	 * @param command the command
	 * @return how it ended
	 */
	Output tryIn(String... command) {
		List<String> whole = new ArrayList<>(List.of(RUN, "in"));
		whole.addAll(List.of(command));
		return run(whole);
	}

	/**
	 * Runs a line of bash in a container, which has to succeed.
	 * @param service its service
	 * @param line the line
	 * @return what it wrote
	 */
	String bash(String service, String line) {
		return in("docker", "compose", "exec", "-T", service, "bash", "-c", line);
	}

	private Output run(List<String> command) {
		try {
			Path output = Files.createTempFile(this.folder, "run", ".out");
			Process process = builder(command).redirectOutput(output.toFile()).start();
			boolean ended = process.waitFor(10, TimeUnit.MINUTES);
			process.destroy();
			String text = Files.readString(output);
			assertThat(ended).as("%s ended; it wrote%n%s", command, text).isTrue();
			return new Output(process.exitValue(), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ProcessBuilder builder(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		// What is tried is the file with its defaults, whatever this shell would have.
		builder.environment()
			.keySet()
			.removeIf((name) -> name.matches(
					".*_(TAG|URL|BIND|PORT|CPUS|MEMORY|WEBHOOK|RETENTION)|AUTHENTICATION|(KAFKA|OTEL|OIDC|DIBBS|DOCKER|COMPOSE)_.*"));
		builder.environment().put("DOCKER_TEST_HOME", this.folder.resolve("engine").toString());
		return builder;
	}

	@Override
	public void close() {
		try {
			this.guard.getOutputStream().close();
			this.guard.waitFor(2, TimeUnit.MINUTES);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Output(int status, String text) {

	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.dibbs.orchestration.exchange.TopicRetention;
import org.dibbs.orchestration.exchange.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The broker of the tests: a container where a Docker engine runs and has the image or
 * can get it, else the embedded broker process.
 */
abstract class TestBroker {

	private static final Logger logger = LoggerFactory.getLogger(TestBroker.class);

	private static final String IMAGE = "apache/kafka:4.2.2";

	/**
	 * Starts the broker, or leaves it to the stack to start one.
	 * @param stack the stack that is about to start
	 * @param port the port of the embedded broker
	 * @return the broker
	 */
	static TestBroker start(Stack stack, String port) {
		if (docker("image", "inspect", IMAGE) || docker("pull", IMAGE)) {
			return new Container();
		}
		return new Embedded(stack, port);
	}

	static TestBroker embedded(Stack stack, String port) {
		return new Embedded(stack, port);
	}

	// Asked here and not by the container, which tries for many minutes where there is an
	// engine but no registry.
	private static boolean docker(String... arguments) {
		List<String> command = new ArrayList<>(List.of("docker"));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			boolean ended = process.waitFor(5, TimeUnit.MINUTES);
			process.destroy();
			logger.info("{} {}", command, (ended && process.exitValue() == 0) ? "succeeds" : "fails");
			return ended && process.exitValue() == 0;
		}
		catch (IOException ex) {
			logger.info("There is no docker command; the embedded broker serves");
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What the stack has to be told of the broker.
	 * @return environment variables
	 */
	abstract Map<String, String> environment();

	/**
	 * Where clients find it.
	 * @return host and port
	 */
	abstract String bootstrapServers();

	/** Makes the broker unreachable, without warning. */
	abstract void interrupt();

	/** Brings it back, with all it had. */
	abstract void restore();

	/** Has it stand still: it is reached and does not answer. */
	abstract void halt();

	/** Has it go on. */
	abstract void goOn();

	/** A process that the script starts. */
	private static final class Embedded extends TestBroker {

		private final Stack stack;

		private final String port;

		Embedded(Stack stack, String port) {
			this.stack = stack;
			this.port = port;
		}

		@Override
		Map<String, String> environment() {
			return Map.of();
		}

		@Override
		String bootstrapServers() {
			return "127.0.0.1:" + this.port;
		}

		@Override
		void interrupt() {
			this.stack.kill("broker");
		}

		@Override
		void restore() {
			this.stack.startWhatIsMissing();
		}

		@Override
		void halt() {
			this.stack.signal("broker", "STOP");
		}

		@Override
		void goOn() {
			this.stack.signal("broker", "CONT");
		}

	}

	/** A container, removed when the tests end. */
	private static final class Container extends TestBroker {

		private final KafkaContainer kafka = new KafkaContainer(IMAGE)
			.withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(Topics.MAX_RECORD_BYTES))
			.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
			.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");

		Container() {
			this.kafka.start();
			// In place of Testcontainers' own reaper, which is one more image to be had.
			Runtime.getRuntime().addShutdownHook(new Thread(this.kafka::stop));
			try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
				admin.createTopics(Topics.plan(12, (short) 1, TopicRetention.DEFAULT)).all().get();
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		Map<String, String> environment() {
			return Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
		}

		@Override
		String bootstrapServers() {
			return this.kafka.getBootstrapServers();
		}

		@Override
		void interrupt() {
			DockerClientFactory.instance().client().pauseContainerCmd(this.kafka.getContainerId()).exec();
		}

		@Override
		void restore() {
			DockerClientFactory.instance().client().unpauseContainerCmd(this.kafka.getContainerId()).exec();
		}

		@Override
		void halt() {
			interrupt();
		}

		@Override
		void goOn() {
			restore();
		}

	}

}

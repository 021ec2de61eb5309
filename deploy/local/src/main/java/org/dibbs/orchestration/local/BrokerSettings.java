package org.dibbs.orchestration.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.dibbs.orchestration.exchange.TopicRetention;
import org.dibbs.orchestration.exchange.Topics;

/**
 * What the embedded broker is told.
 *
 * @param port where clients reach it
 * @param controllerPort where it reaches itself as controller
 * @param data the folder that holds everything it keeps
 * @param partitions how many partitions submissions and results have
 * @param retention how long records are kept
 * @param retentionCheck how often those are looked for that need not be kept any more
 */
record BrokerSettings(int port, int controllerPort, Path data, int partitions, TopicRetention retention,
		Duration retentionCheck) {

	static final String HOST = "127.0.0.1";

	private static final int CONTROLLER_PORT_DISTANCE = 10_000;

	private static final int MAX_PORT = 65_535;

	private static final int MAX_REQUEST_BYTES = 104_857_600;

	private static final int SEGMENT_BYTES = 128 * 1024 * 1024;

	private static final Duration RETENTION_CHECK = Duration.ofMinutes(5);

	private static final Duration FIRST_CHECK = Duration.ofSeconds(30);

	private static final Duration LONGEST_ABSENCE = Duration.ofDays(7);

	static BrokerSettings from(Map<String, String> environment) {
		int port = number(environment, "KAFKA_PORT", 9092);
		int controllerPort = number(environment, "KAFKA_CONTROLLER_PORT", 0);
		Path data = Path.of(environment.getOrDefault("DIBBS_DATA", ".dibbs"), "kafka").toAbsolutePath().normalize();
		return new BrokerSettings(port, (controllerPort != 0) ? controllerPort : freeControllerPort(port), data,
				number(environment, "DIBBS_PARTITIONS", 12), TopicRetention.from(environment),
				TopicRetention.time(environment, "KAFKA_RETENTION_CHECK_INTERVAL", RETENTION_CHECK));
	}

	/**
	 * Removed by {@link LocalBroker} at start and stop, so it is there while the broker
	 * serves.
	 */
	Path readyFile() {
		return this.data.resolve("ready");
	}

	Path logs() {
		return this.data.resolve("logs");
	}

	String bootstrapServers() {
		return HOST + ":" + this.port;
	}

	Properties properties() {
		Properties properties = new Properties();
		addNode(properties);
		addSizes(properties);
		addStorage(properties);
		return properties;
	}

	private void addNode(Properties properties) {
		properties.put("process.roles", "broker,controller");
		properties.put("node.id", "1");
		properties.put("controller.quorum.voters", "1@" + HOST + ":" + this.controllerPort);
		properties.put("controller.listener.names", "CONTROLLER");
		properties.put("listeners",
				"PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + HOST + ":" + this.controllerPort);
		// After a kill -9 the broker may register again only once its old session has
		// ended.
		properties.put("broker.session.timeout.ms", "4000");
		properties.put("broker.heartbeat.interval.ms", "500");
		properties.put("auto.create.topics.enable", "false");
		properties.put("group.initial.rebalance.delay.ms", "0");
		for (String internal : new String[] { "offsets.topic", "transaction.state.log",
				"share.coordinator.state.topic" }) {
			properties.put(internal + ".num.partitions", "1");
			properties.put(internal + ".replication.factor", "1");
		}
		properties.put("transaction.state.log.min.isr", "1");
		properties.put("share.coordinator.state.topic.min.isr", "1");
	}

	private void addSizes(Properties properties) {
		properties.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
		properties.put("replica.fetch.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
		properties.put("socket.request.max.bytes", Integer.toString(MAX_REQUEST_BYTES));
		// Requests wait in the sockets rather than fill the small heap.
		properties.put("queued.max.request.bytes", Integer.toString(MAX_REQUEST_BYTES));
		// As large as the kernel finds right: into Kafka's own, packets do not fit.
		properties.put("socket.send.buffer.bytes", "-1");
		properties.put("socket.receive.buffer.bytes", "-1");
		properties.put("num.network.threads", "2");
		properties.put("num.io.threads", "4");
		// The default is 128 MiB of heap, for one small compacted topic.
		properties.put("log.cleaner.dedupe.buffer.size", "2097152");
	}

	private void addStorage(Properties properties) {
		properties.put("log.dirs", logs().toString());
		properties.put("log.segment.bytes", Integer.toString(SEGMENT_BYTES));
		properties.put("log.retention.check.interval.ms", Long.toString(this.retentionCheck.toMillis()));
		Duration first = (this.retentionCheck.compareTo(FIRST_CHECK) < 0) ? this.retentionCheck : FIRST_CHECK;
		properties.put("log.initial.task.delay.ms", Long.toString(first.toMillis()));
		// Where the workers have come to is not forgotten before what they have come
		// past:
		// they would begin at the beginning.
		properties.put("offsets.retention.minutes",
				Long.toString(LONGEST_ABSENCE.plus(this.retention.bodies()).toMinutes()));
		properties.put("num.recovery.threads.per.data.dir", "2");
	}

	private static int number(Map<String, String> environment, String name, int otherwise) {
		String value = environment.getOrDefault(name, "");
		if (value.isBlank()) {
			return otherwise;
		}
		if (!value.matches("\\d{1,5}")) {
			throw new IllegalArgumentException(name + " is '" + value + "', expected a number such as " + otherwise);
		}
		return Integer.parseInt(value);
	}

	/** Derived from the port, so that two brokers starting at once do not race for it. */
	private static int freeControllerPort(int port) {
		int wanted = (port + CONTROLLER_PORT_DISTANCE <= MAX_PORT) ? port + CONTROLLER_PORT_DISTANCE
				: port - CONTROLLER_PORT_DISTANCE;
		return isFree(wanted) ? wanted : anyFreePort();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int anyFreePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("There is no free port on " + HOST + " for the controller", ex);
		}
	}

}

package org.dibbs.orchestration.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

import kafka.Kafka;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and controller in one process on 127.0.0.1, with the topics of the
 * exchange. Started by {@code ./dibbs up} and by tests; told what to do by the
 * environment: {@code KAFKA_PORT}, {@code KAFKA_CONTROLLER_PORT}, {@code DIBBS_DATA},
 * {@code DIBBS_PARTITIONS}, {@code KAFKA_RETENTION_CHECK_INTERVAL}, and what
 * {@link org.dibbs.orchestration.exchange.TopicRetention} reads. While it serves, the
 * file {@code kafka/ready} in the data folder holds its address.
 */
public final class LocalBroker {

	private static final Logger logger = LoggerFactory.getLogger(LocalBroker.class);

	private LocalBroker() {
	}

	/**
	 * Runs the broker until the process is told to end.
	 * @param args none
	 * @throws IOException if the data folder cannot be written
	 */
	public static void main(String[] args) throws IOException {
		BrokerSettings settings = BrokerSettings.from(System.getenv());
		Files.createDirectories(settings.data());
		Files.deleteIfExists(settings.readyFile());
		Path properties = write(settings);
		BrokerStorage.format(settings, properties);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(settings.readyFile()), "not-ready"));
		Thread.ofPlatform().daemon().name("topics").start(() -> announce(settings));
		// Does not return: it ends the process itself, with 1 where it could not start.
		Kafka.main(new String[] { properties.toString() });
	}

	private static Path write(BrokerSettings settings) throws IOException {
		Path file = settings.data().resolve("server.properties");
		Properties properties = settings.properties();
		String further = System.getenv().getOrDefault("KAFKA_BROKER_SETTINGS_FILE", "");
		if (!further.isBlank()) {
			try (Reader reader = Files.newBufferedReader(Path.of(further))) {
				properties.load(reader);
			}
		}
		try (Writer writer = Files.newBufferedWriter(file)) {
			properties.store(writer, "Written at every start; see BrokerSettings");
		}
		return file;
	}

	private static void announce(BrokerSettings settings) {
		try {
			BrokerTopics.ensure(settings, BrokerStorage.clusterId(settings));
			Path written = Files.writeString(settings.data().resolve("ready.new"), settings.bootstrapServers());
			Files.move(written, settings.readyFile(), StandardCopyOption.ATOMIC_MOVE);
			logger.info("The broker is ready on {}, its data is in {}", settings.bootstrapServers(), settings.data());
		}
		catch (Exception ex) {
			logger.error("The broker is not ready on {}", settings.bootstrapServers(), ex);
			System.exit(1);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("{} could not be deleted", file, ex);
		}
	}

}

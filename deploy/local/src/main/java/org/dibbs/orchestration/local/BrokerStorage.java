package org.dibbs.orchestration.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The folder a broker keeps its records in, formatted once under a random cluster id. */
final class BrokerStorage {

	private BrokerStorage() {
	}

	static void format(BrokerSettings settings, Path properties) {
		if (Files.exists(mark(settings))) {
			return;
		}
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		int status = StorageTool.execute(new String[] { "format", "--config", properties.toString(), "--cluster-id",
				Uuid.randomUuid().toString() }, new PrintStream(said, true, StandardCharsets.UTF_8));
		if (status != 0) {
			throw new IllegalStateException("The storage in " + settings.data() + " could not be formatted: "
					+ said.toString(StandardCharsets.UTF_8));
		}
	}

	static String clusterId(BrokerSettings settings) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(mark(settings))) {
			properties.load(reader);
		}
		return properties.getProperty("cluster.id", "");
	}

	/** The last file that formatting writes, so where it stands the storage is whole. */
	private static Path mark(BrokerSettings settings) {
		return settings.logs().resolve("meta.properties");
	}

}

package org.dibbs.orchestration.orchestrator.database;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Which database is used, and how patiently. Defaults stand in {@code application.yaml}.
 *
 * @param url where PostgreSQL is; empty for the embedded database
 * @param user the user, where the URL names none
 * @param password the password, where the URL names none
 * @param folder where the embedded database keeps its file
 * @param maxConnections connections at a time; further queries wait
 * @param connectTimeout how long a query may wait for a connection
 * @param queryTimeout how long an answer may take
 */
@ConfigurationProperties("dibbs.database")
public record DatabaseProperties(@Nullable String url, @Nullable String user, @Nullable String password, Path folder,
		int maxConnections, Duration connectTimeout, Duration queryTimeout) {

	/**
	 * Refuses limits that let nothing through.
	 */
	public DatabaseProperties {
		Assert.isTrue(maxConnections > 0, "dibbs.database.max-connections must be at least 1");
		Assert.isTrue(connectTimeout.toMillis() >= 250, "dibbs.database.connect-timeout must be at least 250ms");
		Assert.isTrue(queryTimeout.toSeconds() >= 1, "dibbs.database.query-timeout must be at least 1s");
	}

	/** Without what may be secret. */
	@Override
	public String toString() {
		return "DatabaseProperties[folder=" + this.folder + ", maxConnections=" + this.maxConnections + "]";
	}

}

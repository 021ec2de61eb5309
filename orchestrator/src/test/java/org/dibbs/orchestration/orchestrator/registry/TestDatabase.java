package org.dibbs.orchestration.orchestrator.registry;

import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database in memory, with our tables.
 */
final class TestDatabase {

	private final String name = UUID.randomUUID().toString();

	TestDatabase() {
		migrate(dataSource());
	}

	static void migrate(DataSource dataSource) {
		Flyway.configure().dataSource(dataSource).load().migrate();
	}

	private DataSource dataSource() {
		return new DriverManagerDataSource("jdbc:h2:mem:" + this.name
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
	}

	JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	ConfigStore store() {
		return new ConfigStore(jdbc());
	}

}

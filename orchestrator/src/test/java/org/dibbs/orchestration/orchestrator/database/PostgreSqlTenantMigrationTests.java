package org.dibbs.orchestration.orchestrator.database;

import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlTenantMigrationTests extends TenantMigrationTests {

	@RegisterExtension
	static final PostgreSqlExtension POSTGRESQL = new PostgreSqlExtension();

	@Override
	DriverManagerDataSource database() {
		DriverManagerDataSource database = new DriverManagerDataSource(POSTGRESQL.server().url(), TestPostgreSql.USER,
				"");
		new JdbcTemplate(database).execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		return database;
	}

}

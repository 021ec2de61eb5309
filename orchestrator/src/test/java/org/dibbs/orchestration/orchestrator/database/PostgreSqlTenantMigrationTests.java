package org.dibbs.orchestration.orchestrator.database;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.JdbcTemplate;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlTenantMigrationTests extends TenantMigrationTests {

	@RegisterExtension
	static final PostgreSqlExtension POSTGRESQL = new PostgreSqlExtension();

	@Override
	void prepare(HikariDataSource pool) {
		pool.setUsername(TestPostgreSql.USER);
		pool.setJdbcUrl(POSTGRESQL.server().url());
		new JdbcTemplate(pool).execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

}

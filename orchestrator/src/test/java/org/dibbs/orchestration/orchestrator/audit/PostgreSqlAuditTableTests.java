package org.dibbs.orchestration.orchestrator.audit;

import com.zaxxer.hikari.HikariDataSource;
import org.dibbs.orchestration.orchestrator.database.PostgreSqlExtension;
import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlAuditTableTests extends AuditTableTests {

	@RegisterExtension
	static final PostgreSqlExtension POSTGRESQL = new PostgreSqlExtension();

	@Override
	void connect(HikariDataSource source) {
		TestPostgreSql server = POSTGRESQL.server();
		new JdbcTemplate(new DriverManagerDataSource(server.url(), TestPostgreSql.USER, ""))
			.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		source.setJdbcUrl(server.url());
		source.setUsername(TestPostgreSql.USER);
		source.setPassword("");
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlSubmissionQueriesTests extends SubmissionQueriesTests {

	private static TestPostgreSql server;

	@BeforeAll
	static void start() throws Exception {
		server = TestPostgreSql.started();
	}

	@AfterAll
	static void stop() throws Exception {
		if (server != null) {
			server.remove();
		}
	}

	@Override
	LedgerDatabase open() {
		new JdbcTemplate(new DriverManagerDataSource(server.url(), TestPostgreSql.USER, ""))
			.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		return LedgerDatabase.at(server.url(), TestPostgreSql.USER);
	}

}

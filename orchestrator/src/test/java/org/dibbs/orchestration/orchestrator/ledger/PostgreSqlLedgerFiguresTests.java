package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.orchestrator.database.TestPostgreSql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlLedgerFiguresTests extends SqlLedgerFiguresTests {

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
		return LedgerDatabase.emptied(server);
	}

}

package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.orchestrator.database.PostgreSqlExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlTenantTests extends TenantTests {

	@RegisterExtension
	static final PostgreSqlExtension POSTGRESQL = new PostgreSqlExtension();

	@Override
	LedgerDatabase open() {
		return LedgerDatabase.emptied(POSTGRESQL.server());
	}

}

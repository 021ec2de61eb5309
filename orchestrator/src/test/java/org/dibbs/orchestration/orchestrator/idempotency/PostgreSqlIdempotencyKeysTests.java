package org.dibbs.orchestration.orchestrator.idempotency;

import org.dibbs.orchestration.orchestrator.database.PostgreSqlExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a real PostgreSQL, where its programs are installed. */
class PostgreSqlIdempotencyKeysTests extends IdempotencyKeysTests {

	@RegisterExtension
	static final PostgreSqlExtension POSTGRESQL = new PostgreSqlExtension();

	@Override
	KeyDatabase open() {
		return KeyDatabase.on(POSTGRESQL.server());
	}

}

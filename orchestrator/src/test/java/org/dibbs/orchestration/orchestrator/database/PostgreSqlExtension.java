package org.dibbs.orchestration.orchestrator.database;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL for the tests of one class, which are skipped where its programs are not
 * installed.
 */
public final class PostgreSqlExtension implements BeforeAllCallback, AfterAllCallback {

	private @Nullable TestPostgreSql server;

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		this.server = TestPostgreSql.started();
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		if (this.server != null) {
			this.server.remove();
		}
	}

	/**
	 * The server, while the tests run.
	 * @return the server
	 */
	public TestPostgreSql server() {
		return Objects.requireNonNull(this.server);
	}

}

package org.dibbs.orchestration.orchestrator.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * What the embedded database needs to be told, as the worker that opened its file serves
 * it to the other workers of the machine.
 */
final class EmbeddedServer {

	private static final String BIND_ADDRESS = "h2.bindAddress";

	private EmbeddedServer() {
	}

	/**
	 * Keeps the server off all networks; without this H2 listens on all addresses. H2
	 * reads it once, when its first connection is made, so it must be called before. An
	 * address that an operator chose stays.
	 */
	static void bindToThisMachine() {
		if (System.getProperty(BIND_ADDRESS) == null) {
			System.setProperty(BIND_ADDRESS, "127.0.0.1");
		}
	}

	/**
	 * Has the pool drop a connection whose server has gone. H2 tells that by error codes
	 * of its own, which the pool does not know: it would hand out such a connection again
	 * and again, for as long as it is in use.
	 */
	static final class LostConnections implements SQLExceptionOverride {

		@java.lang.Override
		public Override adjudicate(SQLException ex) {
			boolean lost = ex instanceof SQLNonTransientConnectionException
					|| ex instanceof SQLTransientConnectionException;
			return lost ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
		}

	}

}

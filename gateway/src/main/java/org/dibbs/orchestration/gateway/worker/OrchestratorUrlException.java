package org.dibbs.orchestration.gateway.worker;

import java.io.Serial;

/**
 * Says which address of a worker cannot be used, without credentials.
 */
class OrchestratorUrlException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	OrchestratorUrlException(String message) {
		super(message);
	}

}

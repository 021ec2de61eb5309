package org.dibbs.orchestration.gateway.worker;

import java.io.Serial;

/**
 * The front door must not start with what it was told that it shares with workers.
 */
class InternalSecretException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	InternalSecretException(String message) {
		super(message);
	}

}

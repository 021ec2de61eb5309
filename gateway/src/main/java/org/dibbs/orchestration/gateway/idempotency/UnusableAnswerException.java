package org.dibbs.orchestration.gateway.idempotency;

import java.io.Serial;

/**
 * A worker answered what is of no use; another one may do better.
 */
class UnusableAnswerException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnusableAnswerException(int status) {
		super("A worker answered " + status, null, false, false);
	}

}

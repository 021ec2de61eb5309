package org.dibbs.orchestration.orchestrator.security;

import java.io.Serial;

/** The worker must not start with what it was told of who may call it. */
class DoorSettingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	DoorSettingException(String message) {
		super(message);
	}

}

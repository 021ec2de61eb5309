package org.dibbs.orchestration.gateway.security;

import java.io.Serial;

/** The front door must not start with what it was told of authentication. */
class AuthenticationSettingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	AuthenticationSettingException(String message) {
		super(message);
	}

}

package org.dibbs.orchestration.gateway.security;

/** The front door must not start with what it was told of authentication. */
class AuthenticationSettingException extends RuntimeException {

	AuthenticationSettingException(String message) {
		super(message);
	}

}

package org.dibbs.orchestration.gateway.security;

import java.io.Serial;

import org.springframework.security.core.AuthenticationException;

/**
 * What a caller sent does not say who it is. Says nothing of what was sent.
 */
final class CredentialRefusedException extends AuthenticationException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final RefusalReason reason;

	CredentialRefusedException(RefusalReason reason) {
		super("The " + reason.label() + " is refused");
		this.reason = reason;
	}

	RefusalReason reason() {
		return this.reason;
	}

}

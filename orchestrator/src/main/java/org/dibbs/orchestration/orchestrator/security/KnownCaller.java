package org.dibbs.orchestration.orchestrator.security;

import java.io.Serial;
import java.util.List;

import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A caller whom a front door knows, as Spring Security carries it.
 */
final class KnownCaller extends AbstractAuthenticationToken {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient Caller caller;

	KnownCaller(Caller caller) {
		super(List.of());
		this.caller = caller;
		setAuthenticated(true);
	}

	Caller caller() {
		return this.caller;
	}

	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public String getPrincipal() {
		return this.caller.subject();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KnownCaller known && known.caller.equals(this.caller);
	}

	@Override
	public int hashCode() {
		return this.caller.hashCode();
	}

}

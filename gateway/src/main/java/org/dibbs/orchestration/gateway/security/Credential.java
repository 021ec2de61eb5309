package org.dibbs.orchestration.gateway.security;

import java.io.Serial;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * What a caller sent to say who it is, before anybody has looked at it.
 */
final class Credential extends AbstractAuthenticationToken {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String text;

	Credential(String text) {
		super(List.of());
		this.text = text;
	}

	@Override
	public String getCredentials() {
		return this.text;
	}

	@Override
	public String getPrincipal() {
		return "";
	}

	// That of the superclass shows what is in it.
	@Override
	public String toString() {
		return "a credential";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}

package org.dibbs.orchestration.gateway.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator why the front door stays closed, in place of a stack trace.
 */
class AuthenticationSettingFailureAnalyzer extends AbstractFailureAnalyzer<AuthenticationSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AuthenticationSettingException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set AUTHENTICATION to keys (./dibbs keys makes them), to oidc (with OIDC_ISSUER and OIDC_AUDIENCE), to keys,oidc, "
						+ "or to none together with GATEWAY_HOST=127.0.0.1. But for none, set INTERNAL_SECRET to 32 random bytes or more, "
						+ "such as openssl rand -base64 32 makes, the same at all front doors and workers. Then start again.",
				cause);
	}

}

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
						+ "or to none together with GATEWAY_HOST=127.0.0.1, and start again.",
				cause);
	}

}

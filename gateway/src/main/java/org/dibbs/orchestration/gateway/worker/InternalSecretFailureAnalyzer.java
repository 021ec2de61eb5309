package org.dibbs.orchestration.gateway.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator what is wrong with the secret, in place of a stack trace.
 */
class InternalSecretFailureAnalyzer extends AbstractFailureAnalyzer<InternalSecretException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InternalSecretException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set INTERNAL_SECRET to 32 random bytes or more, such as openssl rand -base64 32 makes, the same at all front "
						+ "doors and workers, and start again.",
				cause);
	}

}

package org.dibbs.orchestration.orchestrator.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator why the worker does not start, in place of a stack trace.
 */
class DoorSettingFailureAnalyzer extends AbstractFailureAnalyzer<DoorSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DoorSettingException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set INTERNAL_SECRET to 32 random bytes or more, such as openssl rand -base64 32 makes, the same at all front doors "
						+ "and workers, or ORCHESTRATOR_HOST to 127.0.0.1, and start again.",
				cause);
	}

}

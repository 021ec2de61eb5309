package org.dibbs.orchestration.gateway.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator what is wrong with the workers' addresses, in place of a stack trace.
 */
class OrchestratorUrlFailureAnalyzer extends AbstractFailureAnalyzer<OrchestratorUrlException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, OrchestratorUrlException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set ORCHESTRATOR_URL to the workers' addresses with commas between them, each http:// or https://, a host "
						+ "and perhaps a port, without path or credentials, such as "
						+ "http://worker-1:8090,http://worker-2:8090, and start again.",
				cause);
	}

}

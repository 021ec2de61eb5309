package org.dibbs.orchestration.orchestrator.block.declared;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator what is wrong with the declarations, in place of a stack trace.
 */
class DeclarationFailureAnalyzer extends AbstractFailureAnalyzer<DeclarationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DeclarationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct the file that BUILDING_BLOCKS_FILE names, or unset the variable, and start again.", cause);
	}

}

package org.dibbs.orchestration.orchestrator.intake;

/**
 * What is to be done with a record.
 */
sealed interface Verdict {

	/**
	 * It is worked on.
	 *
	 * @param resumption from where
	 */
	record Run(Resumption resumption) implements Verdict {

	}

	/**
	 * It is done already.
	 *
	 * @param reason how that is known
	 */
	record Skip(SkipReason reason) implements Verdict {

	}

}

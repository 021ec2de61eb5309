package org.dibbs.orchestration.exchange;

import org.dibbs.orchestration.problem.Problem;

/**
 * What became of a document that should be a submission.
 */
public sealed interface Decoding {

	/**
	 * The document is a submission.
	 *
	 * @param request what it asks for
	 */
	record Valid(SubmissionRequest request) implements Decoding {

	}

	/**
	 * The document is none.
	 *
	 * @param problem all that is wrong with it
	 */
	record Invalid(Problem problem) implements Decoding {

	}

}

package org.dibbs.orchestration.gateway.upload;

import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;

/**
 * What callers are told whose upload is not taken. None of it repeats anything from the
 * file, because that may be patient data; so may the names of entries.
 */
final class Refusals {

	static final String DAMAGED = "The zip file is damaged.";

	private Refusals() {
	}

	static ProblemException unusable(String detail) {
		return new ProblemException(ProblemKind.UNUSABLE_UPLOAD, detail);
	}

	static ProblemException damaged() {
		return unusable(DAMAGED);
	}

	static ProblemException encoding() {
		return unusable("The document is not in the encoding that its XML declaration names, "
				+ "or not in UTF-8 where it names none.");
	}

	static ProblemException tooLarge(String detail) {
		return new ProblemException(ProblemKind.TOO_LARGE, detail);
	}

}

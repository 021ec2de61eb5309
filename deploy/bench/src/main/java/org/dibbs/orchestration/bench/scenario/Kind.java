package org.dibbs.orchestration.bench.scenario;

import java.util.Locale;

/**
 * What is measured.
 */
public enum Kind {

	/** FHIR bundles of 11 KB with four calls, whose callers wait. */
	FHIR,

	/** Case reports of 43 KB with eight calls, whose callers wait. */
	ECR,

	/** Case reports of 10 MB, whose building blocks answer at once. */
	LARGE,

	/** FHIR bundles for whose results nobody waits. */
	ASYNC,

	/** Twice the messages, twice the calls, twice the bytes. */
	GROWTH,

	/** Two workers beside one, while building blocks are slow. */
	SCALE;

	/**
	 * What it is called.
	 * @return the name in small letters
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}

package org.dibbs.orchestration.orchestrator.intake;

/**
 * Why a record is not worked on.
 */
enum SkipReason {

	/** This worker has had it, or another record of the same attempt. */
	IN_HAND("in-hand", "is worked on or was finished here"),

	/** Another worker has another record of the same attempt. */
	ELSEWHERE("elsewhere", "is worked on elsewhere"),

	/** The attempt has ended. */
	ENDED("ended", "has ended already"),

	/** The attempt has ended, and only that has to be told. */
	HAS_RESULT("has-result", "has its result already");

	private final String slug;

	private final String text;

	SkipReason(String slug, String text) {
		this.slug = slug;
		this.text = text;
	}

	/** The value of labels. */
	String slug() {
		return this.slug;
	}

	@Override
	public String toString() {
		return this.text;
	}

}

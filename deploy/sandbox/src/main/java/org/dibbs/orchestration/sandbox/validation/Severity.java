package org.dibbs.orchestration.sandbox.validation;

/**
 * How bad a missing field is; only a fatal one makes a message invalid.
 */
enum Severity {

	FATAL("fatal"), ERRORS("errors"), WARNINGS("warnings"), INFORMATION("information");

	private final String member;

	Severity(String member) {
		this.member = member;
	}

	/**
	 * The member of the answer, and the word that callers ask for it by.
	 * @return the name
	 */
	String member() {
		return this.member;
	}

}

package org.dibbs.orchestration.gateway.security;

/**
 * Why a caller is not let in.
 */
enum RefusalReason {

	/** It sent nothing that would say who it is. */
	NO_CREDENTIAL("no-credential"),

	/** It sent a key that does not count. */
	KEY("key"),

	/** It sent a token that does not count. */
	TOKEN("token"),

	/** It is known, and lacks the scope. */
	SCOPE("scope"),

	/** The keys, or those of the issuer, cannot be had, so nobody can tell. */
	UNDECIDED("undecided");

	private final String label;

	RefusalReason(String label) {
		this.label = label;
	}

	/** As metrics have it. */
	String label() {
		return this.label;
	}

}

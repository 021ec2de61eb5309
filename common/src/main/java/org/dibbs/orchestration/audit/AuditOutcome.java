package org.dibbs.orchestration.audit;

import org.jspecify.annotations.Nullable;

/**
 * How it ended.
 */
public enum AuditOutcome {

	/** It was done. */
	DONE("done"),

	/** The caller may not do it, or not like this. */
	REFUSED("refused"),

	/** It could not be done. */
	FAILED("failed");

	private final String wire;

	AuditOutcome(String wire) {
		this.wire = wire;
	}

	/**
	 * The name on the wire.
	 * @return a word
	 */
	public String wire() {
		return this.wire;
	}

	/**
	 * The outcome with a given name.
	 * @param wire the name
	 * @return the outcome, or null where there is none
	 */
	public static @Nullable AuditOutcome of(String wire) {
		for (AuditOutcome outcome : values()) {
			if (outcome.wire.equals(wire)) {
				return outcome;
			}
		}
		return null;
	}

	/**
	 * What an HTTP status stands for.
	 * @param status the status
	 * @return the outcome
	 */
	public static AuditOutcome ofStatus(int status) {
		if (status < 400) {
			return DONE;
		}
		return (status < 500) ? REFUSED : FAILED;
	}

}

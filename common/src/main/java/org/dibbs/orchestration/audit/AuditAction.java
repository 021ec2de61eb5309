package org.dibbs.orchestration.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did, or tried to do.
 */
public enum AuditAction {

	/** A message, a file or a batch was sent. */
	SUBMIT("submit"),

	/** The result of a submission was read. */
	READ_RESULT("read-result"),

	/** A workflow config was stored. */
	CHANGE_CONFIG("change-config"),

	/** A workflow config was deleted. */
	DELETE_CONFIG("delete-config"),

	/** Submissions were run once more. */
	REPLAY("replay"),

	/** An API key was made. */
	CREATE_KEY("create-key"),

	/** An API key was made invalid. */
	REVOKE_KEY("revoke-key"),

	/** These records were read or verified. */
	READ_AUDIT("read-audit"),

	/** Anything else; on record only where it was refused. */
	OTHER("other"),

	/**
	 * Records that were lost where too many came, or Kafka was away; the target is how
	 * many.
	 */
	LOST("lost");

	private final String wire;

	AuditAction(String wire) {
		this.wire = wire;
	}

	/**
	 * The name on the wire.
	 * @return lower case words with dashes
	 */
	public String wire() {
		return this.wire;
	}

	/**
	 * The action with a given name.
	 * @param wire the name
	 * @return the action, or null where there is none
	 */
	public static @Nullable AuditAction of(String wire) {
		for (AuditAction action : values()) {
			if (action.wire.equals(wire)) {
				return action;
			}
		}
		return null;
	}

}

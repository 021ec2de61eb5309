package org.dibbs.orchestration.security;

import org.jspecify.annotations.Nullable;

/** What a caller may do. */
public enum Scope {

	/** Send messages, one by one, in batches or over a socket. */
	SUBMIT("submit"),

	/** Read configs, and submissions of the own tenant with their results. */
	READ("read"),

	/** Store and delete configs. */
	CONFIGS_WRITE("configs:write"),

	/** Have submissions of the own tenant run once more. */
	REPLAY("replay"),

	/** Everything, for all tenants. */
	ADMIN("admin");

	private final String wire;

	Scope(String wire) {
		this.wire = wire;
	}

	/**
	 * The scope in tokens, keys and problems.
	 * @return its name
	 */
	public String wire() {
		return this.wire;
	}

	/**
	 * The scope of a name.
	 * @param wire the name
	 * @return the scope, or null where there is none
	 */
	public static @Nullable Scope of(String wire) {
		for (Scope scope : values()) {
			if (scope.wire.equals(wire)) {
				return scope;
			}
		}
		return null;
	}

}

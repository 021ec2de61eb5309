package org.dibbs.orchestration.orchestrator.registry;

import org.jspecify.annotations.Nullable;

/**
 * Says that a config cannot be had: the database does not answer, or what it holds is of
 * no use.
 */
public class ConfigsUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private ConfigsUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * The database does not answer.
	 * @param cause the failure underneath, or null
	 * @return the exception
	 */
	public static ConfigsUnavailableException databaseAway(@Nullable Throwable cause) {
		return new ConfigsUnavailableException("The database of the workflow configs does not answer. Try again later.",
				cause);
	}

	static ConfigsUnavailableException unusable(String name, int version, String reason) {
		return new ConfigsUnavailableException(
				"The stored config '" + name + "', version " + version + ", cannot be used: " + reason, null);
	}

}

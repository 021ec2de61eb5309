package org.dibbs.orchestration.orchestrator.registry;

/**
 * Says that a document is no workflow config: which step or key is wrong, and how.
 */
public class InvalidConfigException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong, where
	 */
	public InvalidConfigException(String message) {
		super(message);
	}

}

package org.dibbs.orchestration.orchestrator.block;

/**
 * Says that a building block could not be asked: unreachable, too slow, or cut off by its
 * circuit breaker. The text reaches the caller, so it names the service and the endpoint,
 * never its address or what was sent.
 */
public class BuildingBlockException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception for a call that was not even tried.
	 * @param message what is missing
	 */
	public BuildingBlockException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what happened
	 * @param cause the failure underneath
	 */
	public BuildingBlockException(String message, Throwable cause) {
		super(message, cause);
	}

}

package org.dibbs.orchestration.orchestrator.block;

/**
 * Says that a step cannot be called with what the message and the config give it. The
 * text reaches the caller, so it names parameters and services, never contents.
 */
public class StepInputException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is missing or wrong
	 */
	public StepInputException(String message) {
		super(message);
	}

}

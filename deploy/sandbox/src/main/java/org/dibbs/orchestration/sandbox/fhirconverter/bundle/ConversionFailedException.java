package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

/**
 * Says that a message cannot be converted. Its text quotes nothing of the message.
 */
public class ConversionFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why not
	 */
	public ConversionFailedException(String message) {
		super(message);
	}

}

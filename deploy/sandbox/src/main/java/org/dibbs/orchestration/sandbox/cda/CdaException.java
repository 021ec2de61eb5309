package org.dibbs.orchestration.sandbox.cda;

/**
 * Says that a text is not well-formed XML, or uses document types, which are not
 * accepted. Its text quotes nothing of the document.
 */
public class CdaException extends Exception {

	private static final long serialVersionUID = 1L;

	CdaException(String message) {
		super(message);
	}

}

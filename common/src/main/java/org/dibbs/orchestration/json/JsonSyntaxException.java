package org.dibbs.orchestration.json;

/**
 * Says that bytes which should have been JSON are not. Its message names what was
 * expected and where, never what was found, because that may be patient data.
 */
public class JsonSyntaxException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int offset;

	/**
	 * Creates the exception.
	 * @param message what was expected
	 * @param offset where, in characters from the start of the document
	 */
	public JsonSyntaxException(String message, int offset) {
		super(message + " at character " + offset);
		this.offset = offset;
	}

	/**
	 * Where the document stops being JSON.
	 * @return the offset in characters, from 0
	 */
	public int offset() {
		return this.offset;
	}

}

package org.dibbs.orchestration.gateway.batch;

/**
 * A segment of HL7 v2 text, one that is not empty.
 *
 * @param bytes the whole text
 * @param line the number of its line, from 1
 * @param name which of the segments it is that are looked at
 * @param from its first byte
 * @param to one past its last byte, without what ends it
 * @param end one past what ends it; the same as {@code to} where a frame ends with it
 * @param lastOfFrame whether the frame (MLLP) of its message ends with it
 */
record Hl7Segment(byte[] bytes, int line, Name name, int from, int to, int end, boolean lastOfFrame) {

	private static final int NAME_LENGTH = 3;

	/**
	 * The separator of the fields, as the segment itself has it behind its name.
	 * @return a byte; 0 where the segment ends with its name
	 */
	byte separator() {
		return (this.to - this.from > NAME_LENGTH) ? this.bytes[this.from + NAME_LENGTH] : 0;
	}

	/**
	 * The first field behind the name.
	 * @param separator what fields end with
	 * @return its bytes as text, one character for each; without spaces around it
	 */
	String firstField(byte separator) {
		StringBuilder field = new StringBuilder();
		for (int i = this.from + NAME_LENGTH + 1; i < this.to && this.bytes[i] != separator; i++) {
			field.append((char) (this.bytes[i] & 0xFF));
		}
		return field.toString().strip();
	}

	/**
	 * The name at a place in a text.
	 * @param bytes the text
	 * @param from where the segment begins
	 * @param to where it ends
	 * @return its name
	 */
	static Name name(byte[] bytes, int from, int to) {
		boolean ends = to - from == NAME_LENGTH;
		if (to - from < NAME_LENGTH || (!ends && Character.isLetterOrDigit(bytes[from + NAME_LENGTH]))) {
			return Name.OTHER;
		}
		for (Name name : Name.FRAMING) {
			String text = name.name();
			if (bytes[from] == text.charAt(0) && bytes[from + 1] == text.charAt(1)
					&& bytes[from + 2] == text.charAt(2)) {
				return name;
			}
		}
		return Name.OTHER;
	}

	/** The segments that are looked at. */
	enum Name {

		/** Begins a file. */
		FHS,

		/** Begins a batch. */
		BHS,

		/** Begins a message. */
		MSH,

		/** Ends a batch. */
		BTS,

		/** Ends a file. */
		FTS,

		/** Belongs to a message. */
		OTHER;

		private static final Name[] FRAMING = { FHS, BHS, MSH, BTS, FTS };

	}

}

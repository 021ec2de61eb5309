package org.dibbs.orchestration.gateway.upload;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.function.LongPredicate;

import org.dibbs.orchestration.exchange.Topics;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;

/**
 * Writes a submission document member by member into one array. Texts go into it piece by
 * piece as they are unzipped and decoded, so that a large one exists once only. Not for
 * use by several threads.
 */
final class DocumentWriter {

	/** The largest document; with its headers it has to fit a record on the queue. */
	static final int LARGEST = Topics.MAX_RECORD_BYTES - 1024 * 1024;

	private static final int FIRST = 8 * 1024;

	private static final int PIECE = 16 * 1024;

	private final LongPredicate memory;

	private byte[] bytes = new byte[0];

	private int length;

	/**
	 * Creates the writer.
	 * @param memory is asked for each further count of bytes, and says whether there are
	 * as many
	 */
	DocumentWriter(LongPredicate memory) {
		this.memory = memory;
	}

	/**
	 * Writes a member whose value is there as JSON.
	 * @param name the member's name
	 * @param json the value
	 */
	void member(String name, Bytes json) {
		name(name);
		append(json);
	}

	/**
	 * Writes a member whose value is a text.
	 * @param name the member's name
	 * @param text the text, read to its end
	 * @throws IOException if it cannot be read
	 */
	void member(String name, Reader text) throws IOException {
		name(name);
		append('"');
		char[] piece = new char[PIECE];
		int kept = 0;
		int count = text.read(piece, 0, PIECE);
		while (count >= 0) {
			int end = kept + count;
			// The two halves of a character are escaped together.
			kept = (end > 0 && Character.isHighSurrogate(piece[end - 1])) ? 1 : 0;
			append(escaped(new String(piece, 0, end - kept)));
			piece[0] = piece[Math.max(0, end - 1)];
			count = text.read(piece, kept, PIECE - kept);
		}
		append('"');
	}

	private static Bytes escaped(String text) {
		Bytes quoted = Bytes.of(JsonFragment.string(text).bytes());
		return quoted.slice(1, quoted.length() - 1);
	}

	private void name(String name) {
		append((this.length == 0) ? '{' : ',');
		append(Bytes.of(JsonFragment.string(name).bytes()));
		append(':');
	}

	/**
	 * The document; this writer forgets it.
	 * @return its bytes
	 */
	byte[] finish() {
		append('}');
		byte[] document = (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		this.bytes = new byte[0];
		this.length = 0;
		return document;
	}

	private void append(char character) {
		makeRoom(1);
		this.bytes[this.length++] = (byte) character;
	}

	private void append(Bytes piece) {
		makeRoom(piece.length());
		System.arraycopy(piece.array(), piece.from(), this.bytes, this.length, piece.length());
		this.length += piece.length();
	}

	private void makeRoom(int count) {
		long needed = (long) this.length + count;
		if (needed <= this.bytes.length) {
			return;
		}
		if (needed > LARGEST) {
			throw Refusals
				.tooLarge("The message in the upload is larger than the queue takes (" + LARGEST + " bytes).");
		}
		int capacity = (int) Math.min(LARGEST, Math.max(needed, Math.max(FIRST, this.bytes.length * 3L / 2)));
		if (!this.memory.test(capacity - this.bytes.length)) {
			throw new ProblemException(ProblemKind.TOO_MANY,
					"There is no memory left for unfolded messages (BODY_MEMORY_PERCENT). Try again in a second.");
		}
		this.bytes = Arrays.copyOf(this.bytes, capacity);
	}

}

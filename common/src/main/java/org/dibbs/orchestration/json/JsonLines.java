package org.dibbs.orchestration.json;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a document that has a JSON value on each (NDJSON, JSON Lines), as windows
 * into it. Lines end with LF or CR LF; empty ones are passed over, and a byte order mark
 * is. Whether a line is JSON is not looked at. May be gone through any number of times.
 */
public final class JsonLines implements Iterable<JsonLines.Line> {

	private static final int[] BYTE_ORDER_MARK = { 0xEF, 0xBB, 0xBF };

	private final byte[] bytes;

	private JsonLines(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * The lines of a document.
	 * @param bytes the document, UTF-8; not copied
	 * @return its lines
	 */
	public static JsonLines of(byte[] bytes) {
		return new JsonLines(bytes);
	}

	@Override
	public Iterator<Line> iterator() {
		return new Lines(this.bytes);
	}

	/**
	 * A line that is not empty.
	 *
	 * @param number its number in the document, from 1, empty ones counted
	 * @param value what is on it, without white space around it; any bytes
	 */
	public record Line(int number, JsonFragment value) {

	}

	/** Goes through the lines. */
	private static final class Lines implements Iterator<Line> {

		private final byte[] bytes;

		private int at;

		private int number;

		private int from;

		private int to;

		Lines(byte[] bytes) {
			this.bytes = bytes;
			this.at = isMarked(bytes) ? BYTE_ORDER_MARK.length : 0;
			advance();
		}

		private static boolean isMarked(byte[] bytes) {
			for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
				if (i >= bytes.length || (bytes[i] & 0xFF) != BYTE_ORDER_MARK[i]) {
					return false;
				}
			}
			return true;
		}

		private void advance() {
			do {
				this.from = this.at;
				while (this.at < this.bytes.length && this.bytes[this.at] != '\n') {
					this.at++;
				}
				this.to = this.at++;
				this.number++;
				trim();
			}
			while (this.from == this.to && this.at < this.bytes.length);
		}

		private void trim() {
			while (this.from < this.to && isSpace(this.bytes[this.from])) {
				this.from++;
			}
			while (this.from < this.to && isSpace(this.bytes[this.to - 1])) {
				this.to--;
			}
		}

		private static boolean isSpace(byte value) {
			return value == ' ' || value == '\t' || value == '\r';
		}

		@Override
		public boolean hasNext() {
			return this.from < this.to;
		}

		@Override
		public Line next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			Line line = new Line(this.number, JsonFragment.of(this.bytes, this.from, this.to));
			if (this.at < this.bytes.length) {
				advance();
			}
			else {
				this.from = this.to;
			}
			return line;
		}

	}

}

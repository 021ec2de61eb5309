package org.dibbs.orchestration.gateway.upload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * A window into an array, so that the parts of an upload are never copied. Numbers are
 * read in the byte order of zip files.
 *
 * @param array the array
 * @param from the first byte
 * @param to one past the last byte
 */
record Bytes(byte[] array, int from, int to) {

	static Bytes of(byte[] array) {
		return new Bytes(array, 0, array.length);
	}

	int length() {
		return this.to - this.from;
	}

	Bytes slice(int begin, int end) {
		return new Bytes(this.array, this.from + begin, this.from + end);
	}

	boolean startsWith(int... prefix) {
		return isAt(0, prefix);
	}

	boolean isAt(int index, int... expected) {
		if (index < 0 || index > length() - expected.length) {
			return false;
		}
		for (int i = 0; i < expected.length; i++) {
			if (u8(index + i) != expected[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Finds a sequence.
	 * @param wanted the sequence, not empty
	 * @param start where to begin
	 * @return where it begins, or -1
	 */
	int indexOf(byte[] wanted, int start) {
		int last = this.to - wanted.length;
		for (int i = this.from + start; i <= last; i++) {
			if (this.array[i] == wanted[0] && matches(wanted, i)) {
				return i - this.from;
			}
		}
		return -1;
	}

	private boolean matches(byte[] wanted, int at) {
		for (int i = 1; i < wanted.length; i++) {
			if (this.array[at + i] != wanted[i]) {
				return false;
			}
		}
		return true;
	}

	int u8(int index) {
		return this.array[this.from + index] & 0xFF;
	}

	int u16(int index) {
		return u8(index) | u8(index + 1) << 8;
	}

	long u32(int index) {
		return u16(index) | (long) u16(index + 2) << 16;
	}

	long u64(int index) {
		return u32(index) | u32(index + 4) << 32;
	}

	String text(Charset charset) {
		return new String(this.array, this.from, length(), charset);
	}

	InputStream stream() {
		return new ByteArrayInputStream(this.array, this.from, length());
	}

}

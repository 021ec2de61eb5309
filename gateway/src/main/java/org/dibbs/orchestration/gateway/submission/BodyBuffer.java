package org.dibbs.orchestration.gateway.submission;

import java.util.Arrays;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Collects a body in one array. The array grows with what has arrived, not with what the
 * caller promises, so that a promise costs no memory; where the promise is kept, the
 * array is the body without a last copy. Not for use by several threads.
 */
final class BodyBuffer {

	private static final int FIRST = 1024 * 1024;

	private final long limit;

	private final int promised;

	private byte[] bytes;

	private int length;

	/**
	 * Creates a buffer.
	 * @param limit the most it takes, in bytes
	 * @param promised the declared length, at most the limit; -1 where there is none
	 */
	BodyBuffer(long limit, long promised) {
		this.limit = limit;
		this.promised = (int) promised;
		this.bytes = new byte[(promised < 0) ? 8192 : (int) Math.min(promised, FIRST)];
	}

	/**
	 * Takes a part of the body.
	 * @param part the part; still to be released by the caller
	 * @return false where that would be more than the limit
	 */
	boolean append(DataBuffer part) {
		int count = part.readableByteCount();
		long needed = (long) this.length + count;
		if (needed > this.limit) {
			this.bytes = new byte[0];
			return false;
		}
		if (needed > this.bytes.length) {
			long doubled = Math.min(this.limit, Math.max(needed, 2L * this.bytes.length));
			this.bytes = Arrays.copyOf(this.bytes, (this.promised >= needed) ? this.promised : (int) doubled);
		}
		part.read(this.bytes, this.length, count);
		this.length += count;
		return true;
	}

	/**
	 * The body; this buffer forgets it.
	 */
	byte[] take() {
		byte[] all = (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		this.bytes = new byte[0];
		this.length = 0;
		return all;
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.util.Arrays;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Collects a body in one array. The array grows with what has arrived, not with what the
 * caller promises, so that a promise costs little memory; where the promise is kept, the
 * array is the body without a last copy. Not for use by several threads.
 */
final class BodyBuffer {

	/** What a promise is worth before anything has arrived. */
	private static final int FIRST = 128 * 1024;

	private static final int UNPROMISED = 8 * 1024;

	private final long limit;

	private final long promised;

	private final BodyMemory.Reservation memory;

	private byte[] bytes = new byte[0];

	private int length;

	/**
	 * Creates a buffer.
	 * @param limit the most it takes, in bytes
	 * @param promised the declared length; -1 where there is none
	 * @param memory what the array is taken from
	 */
	BodyBuffer(long limit, long promised, BodyMemory.Reservation memory) {
		this.limit = limit;
		this.promised = promised;
		this.memory = memory;
	}

	/** What became of a part. */
	enum Verdict {

		/** It was taken. */
		TAKEN,

		/** With it the body would be larger than the limit. */
		TOO_LARGE,

		/** There is no memory for it now. */
		NO_MEMORY

	}

	/**
	 * Takes a part of the body.
	 * @param part the part; still to be released by the caller
	 * @return whether it was taken; after another verdict the buffer is of no use
	 */
	Verdict append(DataBuffer part) {
		int count = part.readableByteCount();
		long needed = (long) this.length + count;
		if (needed > this.limit) {
			return Verdict.TOO_LARGE;
		}
		if (needed > this.bytes.length) {
			int capacity = (int) Math.min(this.limit, Math.max(needed, grown()));
			if (!this.memory.grow(capacity - this.bytes.length)) {
				return Verdict.NO_MEMORY;
			}
			this.bytes = Arrays.copyOf(this.bytes, capacity);
		}
		part.read(this.bytes, this.length, count);
		this.length += count;
		return Verdict.TAKEN;
	}

	private long grown() {
		if (this.promised > this.bytes.length) {
			return Math.min(this.promised, Math.max(FIRST, 4L * this.bytes.length));
		}
		return Math.max(UNPROMISED, 2L * this.bytes.length);
	}

	/**
	 * The body; this buffer forgets it.
	 */
	byte[] take() {
		byte[] all = (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		clear();
		return all;
	}

	void clear() {
		this.bytes = new byte[0];
		this.length = 0;
	}

}

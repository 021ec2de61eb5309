package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.hc.core5.http.HttpEntity;
import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer up to a size and until a time. The HTTP client's own
 * timeout is one between two reads, which a block that drips its answer never meets.
 */
final class BoundedBody {

	private static final int CHUNK = 16 * 1024;

	private final int limit;

	private byte[] bytes;

	private int size;

	private BoundedBody(int limit, int capacity) {
		this.limit = limit;
		this.bytes = new byte[capacity];
	}

	/**
	 * Reads a body.
	 * @param entity the body, or null where there is none
	 * @param limit how many bytes it may have
	 * @param deadline when it must be complete, as {@link System#nanoTime()}
	 * @return its bytes
	 * @throws CallFailure if it is too large or too late
	 */
	static byte[] read(@Nullable HttpEntity entity, int limit, long deadline) throws IOException {
		if (entity == null) {
			return new byte[0];
		}
		long declared = entity.getContentLength();
		if (declared > limit) {
			throw tooLarge(limit);
		}
		BoundedBody body = new BoundedBody(limit, (declared >= 0) ? (int) declared : Math.min(CHUNK, limit));
		InputStream content = entity.getContent();
		while (body.readSome(content)) {
			if (System.nanoTime() - deadline > 0) {
				throw new CallFailure(Kind.TIMEOUT, "no whole answer in time", null);
			}
		}
		return (body.size == body.bytes.length) ? body.bytes : Arrays.copyOf(body.bytes, body.size);
	}

	private boolean readSome(InputStream content) throws IOException {
		if (this.size < this.bytes.length) {
			int count = content.read(this.bytes, this.size, this.bytes.length - this.size);
			this.size += Math.max(count, 0);
			return count >= 0;
		}
		int next = content.read();
		if (next >= 0) {
			grow();
			this.bytes[this.size++] = (byte) next;
		}
		return next >= 0;
	}

	private void grow() throws CallFailure {
		if (this.size >= this.limit) {
			throw tooLarge(this.limit);
		}
		this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(Math.max(2L * this.size, CHUNK), this.limit));
	}

	private static CallFailure tooLarge(int limit) {
		return new CallFailure(Kind.UNREADABLE, "the answer is larger than " + limit + " bytes", null);
	}

}

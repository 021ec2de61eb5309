package org.dibbs.orchestration.gateway.batch;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the segments of HL7 v2 text. They end with CR, as HL7 has it, with LF or
 * with both; empty ones are passed over, and so are a byte order mark and the bytes of
 * MLLP frames. Not for use by several threads.
 */
final class Hl7Segments {

	private static final byte FRAME_BEGIN = 0x0B;

	private static final byte FRAME_END = 0x1C;

	private final byte[] bytes;

	private int at;

	private int line;

	Hl7Segments(byte[] bytes) {
		this.bytes = bytes;
		this.at = start(bytes);
	}

	private static int start(byte[] bytes) {
		boolean marked = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
				&& bytes[2] == (byte) 0xBF;
		return marked ? 3 : 0;
	}

	/**
	 * The next segment.
	 * @return the segment, or null where there is none; one that is empty only where a
	 * frame ends
	 */
	@Nullable Hl7Segment next() {
		while (this.at < this.bytes.length) {
			this.line++;
			int from = skip(this.at);
			int to = from;
			while (to < this.bytes.length && !isEnd(this.bytes[to])) {
				to++;
			}
			this.at = behind(to);
			boolean lastOfFrame = to < this.bytes.length && this.bytes[to] == FRAME_END;
			if (from < to || lastOfFrame) {
				return new Hl7Segment(this.bytes, this.line, Hl7Segment.name(this.bytes, from, to), from, to,
						lastOfFrame ? to : this.at, lastOfFrame);
			}
		}
		return null;
	}

	private int skip(int begin) {
		int from = begin;
		while (from < this.bytes.length
				&& (this.bytes[from] == FRAME_BEGIN || this.bytes[from] == ' ' || this.bytes[from] == '\t')) {
			from++;
		}
		return from;
	}

	private static boolean isEnd(byte value) {
		return value == '\r' || value == '\n' || value == FRAME_END;
	}

	// The end of a frame is two bytes, the second of which is a CR.
	private int behind(int end) {
		if (end == this.bytes.length) {
			return end;
		}
		int next = end + 1;
		if (next < this.bytes.length && this.bytes[end] == FRAME_END && this.bytes[next] == '\r') {
			next++;
		}
		boolean crLf = next < this.bytes.length && this.bytes[next - 1] == '\r' && this.bytes[next] == '\n';
		return crLf ? next + 1 : next;
	}

}

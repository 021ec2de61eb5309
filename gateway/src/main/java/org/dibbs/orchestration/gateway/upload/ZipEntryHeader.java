package org.dibbs.orchestration.gateway.upload;

import java.io.InputStream;

/**
 * What a zip's central directory says about one entry.
 *
 * @param flags the general purpose flags
 * @param method how it is compressed
 * @param crc the check sum of its content
 * @param compressed its length in the zip
 * @param size its length unzipped
 * @param offset where it begins
 */
record ZipEntryHeader(int flags, int method, long crc, long compressed, long size, long offset) {

	private static final int ENCRYPTED = 1;

	private static final int STORED = 0;

	private static final int DEFLATED = 8;

	private static final int[] LOCAL_HEADER = { 'P', 'K', 3, 4 };

	private static final int LOCAL_HEADER_LENGTH = 30;

	private static final long IN_EXTRA = 0xFFFFFFFFL;

	private static final int ZIP64_EXTRA = 1;

	static ZipEntryHeader read(Bytes header, Bytes extra) {
		long compressed = header.u32(20);
		long size = header.u32(24);
		long offset = header.u32(42);
		if (size == IN_EXTRA || compressed == IN_EXTRA || offset == IN_EXTRA) {
			Bytes wide = zip64(extra);
			int at = 0;
			if (size == IN_EXTRA) {
				size = wide(wide, at);
				at += 8;
			}
			if (compressed == IN_EXTRA) {
				compressed = wide(wide, at);
				at += 8;
			}
			if (offset == IN_EXTRA) {
				offset = wide(wide, at);
			}
		}
		return new ZipEntryHeader(header.u16(8), header.u16(10), header.u32(16), compressed, size, offset);
	}

	private static Bytes zip64(Bytes extra) {
		int at = 0;
		while (at + 4 <= extra.length()) {
			int end = at + 4 + extra.u16(at + 2);
			if (extra.u16(at) == ZIP64_EXTRA && end <= extra.length()) {
				return extra.slice(at + 4, end);
			}
			at = end;
		}
		throw Refusals.damaged();
	}

	private static long wide(Bytes wide, int at) {
		if (at + 8 > wide.length() || wide.u64(at) < 0) {
			throw Refusals.damaged();
		}
		return wide.u64(at);
	}

	/**
	 * The content of the entry.
	 * @param entries the zip up to its central directory
	 * @param shift what to add to the offset
	 * @param limits how large it may be
	 * @return the content; to be closed
	 */
	InputStream open(Bytes entries, long shift, ZipLimits limits) {
		if (this.offset > entries.length() || this.compressed > entries.length()) {
			throw Refusals.damaged();
		}
		int at = Math.toIntExact(Math.min(this.offset + shift, entries.length()));
		if (at + LOCAL_HEADER_LENGTH > entries.length() || !entries.isAt(at, LOCAL_HEADER)) {
			throw Refusals.damaged();
		}
		if (((this.flags | entries.u16(at + 6)) & ENCRYPTED) != 0) {
			throw Refusals.unusable("The zip file is encrypted. Send it without a password.");
		}
		if (this.method != STORED && this.method != DEFLATED) {
			throw Refusals.unusable("The zip file is compressed in a way that is not supported. Use deflate or store.");
		}
		limits.checkSize(this.compressed, this.size);
		long begin = at + LOCAL_HEADER_LENGTH + entries.u16(at + 26) + (long) entries.u16(at + 28);
		if (begin + this.compressed > entries.length() || (this.method == STORED && this.compressed != this.size)) {
			throw Refusals.damaged();
		}
		Bytes content = entries.slice((int) begin, (int) (begin + this.compressed));
		return new ZipEntryStream(content, this.method == DEFLATED, this.size, this.crc);
	}

}

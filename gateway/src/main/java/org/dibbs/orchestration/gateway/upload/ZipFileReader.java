package org.dibbs.orchestration.gateway.upload;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Finds entries in a zip file in memory by its central directory, as Python's zipfile
 * does (APPNOTE.TXT, sections 4.3.12 to 4.3.16). Allocates nothing for entries nobody
 * asks for, and never turns a name into a path. The JDK's readers do not fit: one wants a
 * file on disk, the other unfolds everything that comes before an entry.
 */
final class ZipFileReader {

	private static final int[] DIRECTORY_END = { 'P', 'K', 5, 6 };

	private static final int DIRECTORY_END_LENGTH = 22;

	private static final int[] ZIP64_LOCATOR = { 'P', 'K', 6, 7 };

	private static final int ZIP64_LOCATOR_LENGTH = 20;

	private static final int[] ZIP64_DIRECTORY_END = { 'P', 'K', 6, 6 };

	private static final int ZIP64_DIRECTORY_END_LENGTH = 56;

	private static final int[] HEADER = { 'P', 'K', 1, 2 };

	private static final int HEADER_LENGTH = 46;

	private static final int LONGEST_COMMENT = 0xFFFF;

	private static final byte[] APPLE_COPIES = "__MACOSX/".getBytes(StandardCharsets.US_ASCII);

	private final Bytes file;

	private final ZipLimits limits;

	private final int directory;

	private final int directoryEnd;

	private final long shift;

	private ZipFileReader(Bytes file, ZipLimits limits, long directory, long length, int end) {
		this.file = file;
		this.limits = limits;
		if (length < 0 || length > end || directory < 0 || directory > end - length) {
			throw Refusals.damaged();
		}
		// What stands before the first entry is not counted in the offsets.
		this.shift = end - length - directory;
		this.directory = Math.toIntExact(directory + this.shift);
		this.directoryEnd = end;
	}

	/**
	 * Whether bytes begin as a zip file does, an empty or a split one included.
	 * @param file the bytes
	 * @return true where they do
	 */
	static boolean isZip(Bytes file) {
		return file.startsWith('P', 'K', 3, 4) || file.startsWith(DIRECTORY_END) || file.startsWith('P', 'K', 7, 8);
	}

	/**
	 * Opens a zip file.
	 * @param file its bytes
	 * @param limits how much it may unfold to
	 * @return the reader
	 */
	static ZipFileReader open(Bytes file, ZipLimits limits) {
		int end = file.length() - DIRECTORY_END_LENGTH;
		int lowest = Math.max(0, end - LONGEST_COMMENT);
		while (end >= lowest && !file.isAt(end, DIRECTORY_END)) {
			end--;
		}
		if (end < lowest) {
			throw Refusals
				.unusable(isZip(file) ? "The zip file is incomplete." : "The uploaded file is not a zip file.");
		}
		int zip64 = zip64End(file, end);
		ZipFileReader reader = (zip64 < 0)
				? new ZipFileReader(file, limits, file.u32(end + 16), file.u32(end + 12), end)
				: new ZipFileReader(file, limits, file.u64(zip64 + 48), file.u64(zip64 + 40), zip64);
		reader.find(null);
		return reader;
	}

	private static int zip64End(Bytes file, int end) {
		int locator = end - ZIP64_LOCATOR_LENGTH;
		int zip64 = locator - ZIP64_DIRECTORY_END_LENGTH;
		return (file.isAt(locator, ZIP64_LOCATOR) && file.isAt(zip64, ZIP64_DIRECTORY_END)) ? zip64 : -1;
	}

	/**
	 * The first entry whose name contains a text. Folders do not count, nor do the copies
	 * that macOS adds.
	 * @param text the text, ASCII
	 * @return its content; null where there is no such entry
	 */
	@Nullable InputStream open(String text) {
		ZipEntryHeader header = find(text.getBytes(StandardCharsets.US_ASCII));
		return (header != null) ? header.open(this.file.slice(0, this.directory), this.shift, this.limits) : null;
	}

	private @Nullable ZipEntryHeader find(byte @Nullable [] text) {
		int count = 0;
		int at = this.directory;
		while (at < this.directoryEnd) {
			if (at + HEADER_LENGTH > this.directoryEnd || !this.file.isAt(at, HEADER)) {
				throw Refusals.damaged();
			}
			this.limits.checkCount(++count);
			int extra = at + HEADER_LENGTH + this.file.u16(at + 28);
			int comment = extra + this.file.u16(at + 30);
			int next = comment + this.file.u16(at + 32);
			if (next > this.directoryEnd) {
				throw Refusals.damaged();
			}
			Bytes name = this.file.slice(at + HEADER_LENGTH, extra);
			if (text != null && isFile(name) && name.indexOf(text, 0) >= 0) {
				return ZipEntryHeader.read(this.file.slice(at, extra), this.file.slice(extra, comment));
			}
			at = next;
		}
		return null;
	}

	private static boolean isFile(Bytes name) {
		return name.length() > 0 && name.u8(name.length() - 1) != '/' && name.indexOf(APPLE_COPIES, 0) != 0;
	}

}

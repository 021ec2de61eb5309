package org.dibbs.orchestration.gateway.upload;

/**
 * How much a zip may unfold to. All of it is checked on what the zip's list of entries
 * declares, before anything is unfolded; what unfolds to more than it declares is
 * damaged.
 *
 * @param entrySize the largest entry that is read, in bytes
 * @param entries how many entries there may be
 * @param ratio how many bytes one byte may unfold to
 */
record ZipLimits(long entrySize, int entries, int ratio) {

	/** Up to here the ratio is harmless, and small files of few letters have any. */
	private static final long RATIO_FLOOR = 1024 * 1024;

	void checkCount(int count) {
		if (count > this.entries) {
			throw Refusals
				.tooLarge("The zip file has more entries than the limit of " + this.entries + " (UPLOAD_MAX_ENTRIES).");
		}
	}

	void checkSize(long compressed, long size) {
		if (size > this.entrySize) {
			throw Refusals.tooLarge("The document in the zip file is larger than the limit of " + this.entrySize
					+ " bytes (UPLOAD_MAX_ENTRY_SIZE).");
		}
		if (size > RATIO_FLOOR && size > this.ratio * compressed) {
			throw Refusals.tooLarge("The document in the zip file unfolds to more than " + this.ratio
					+ " times its size (UPLOAD_MAX_RATIO): this looks like a zip bomb.");
		}
	}

}

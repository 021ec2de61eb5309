package org.dibbs.orchestration.gateway.upload;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much an uploaded zip may unfold to.
 *
 * @param maxEntrySize the largest eICR or RR, unzipped, from 1 byte to 33 MB. 30 MB leave
 * room for the escapes that a text needs in the record on the queue, which holds 34 MB
 * @param maxEntries how many entries a zip may have. An eICR's has some four; 1000 leaves
 * room for attachments, and the list is read in no time
 * @param maxRatio how many bytes one byte of an entry may unfold to, from 1 to 1032, the
 * most there can be. eICRs have 10 to 30, and a pattern of 16 bytes that is repeated over
 * and over stays below 415: 500 refuses only what has no content. Not asked below 1 MB
 */
@Validated
@ConfigurationProperties("dibbs.upload")
record UploadProperties(@NotNull DataSize maxEntrySize, @Min(1) @Max(65_535) int maxEntries,
		@Min(1) @Max(1032) int maxRatio) {

	@AssertTrue(message = "dibbs.upload.max-entry-size (UPLOAD_MAX_ENTRY_SIZE) must be from 1B to 33MB")
	boolean isMaxEntrySizeInRange() {
		return this.maxEntrySize.toBytes() > 0 && this.maxEntrySize.toBytes() <= DocumentWriter.LARGEST;
	}

	ZipLimits zipLimits() {
		return new ZipLimits(this.maxEntrySize.toBytes(), this.maxEntries, this.maxRatio);
	}

}

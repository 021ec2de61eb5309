package org.dibbs.orchestration.gateway.submission;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken as a submission.
 *
 * @param maxBodySize the largest body that is read, from 1 byte to 33 MB, because a
 * record on the queue has to hold it
 * @param bodyMemoryPercent how much of the heap, in percent from 1 to 75, bodies may take
 * on their way from callers to the queue; a body that finds no room gets 429
 */
@Validated
@ConfigurationProperties("dibbs.submission")
record SubmissionProperties(@NotNull DataSize maxBodySize, @Min(1) @Max(75) int bodyMemoryPercent) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(33);

	@AssertTrue(message = "dibbs.submission.max-body-size (MAX_BODY_SIZE) must be from 1B to 33MB")
	boolean isMaxBodySizeInRange() {
		return this.maxBodySize.toBytes() > 0 && this.maxBodySize.compareTo(LARGEST) <= 0;
	}

	/**
	 * The memory for bodies.
	 * @param heap the largest heap there can be, in bytes
	 * @return the share of it, in bytes, but enough for one body of the largest size
	 */
	long bodyMemory(long heap) {
		return Math.max(this.maxBodySize.toBytes(), heap / 100 * this.bodyMemoryPercent);
	}

}

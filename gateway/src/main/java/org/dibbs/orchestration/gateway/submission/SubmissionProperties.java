package org.dibbs.orchestration.gateway.submission;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken as a submission.
 *
 * @param maxBodySize the largest body that is read, from 1 byte to 33 MB, because a
 * record on the queue has to hold it
 * @param bodyMemory how many bytes of bodies may be on their way from callers to the
 * queue at once; a body that finds no room gets 429
 */
@Validated
@ConfigurationProperties("dibbs.submission")
record SubmissionProperties(@NotNull DataSize maxBodySize, @NotNull DataSize bodyMemory) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(33);

	@AssertTrue(message = "dibbs.submission.max-body-size (MAX_BODY_SIZE) must be from 1B to 33MB")
	boolean isMaxBodySizeInRange() {
		return this.maxBodySize.toBytes() > 0 && this.maxBodySize.compareTo(LARGEST) <= 0;
	}

	@AssertTrue(message = "dibbs.submission.body-memory (BODY_MEMORY) must hold a body of the largest size")
	boolean isBodyMemoryEnough() {
		return this.bodyMemory.compareTo(this.maxBodySize) >= 0;
	}

}

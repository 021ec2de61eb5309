package org.dibbs.orchestration.exchange;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request that was accepted, or is about to be.
 *
 * @param id its name everywhere
 * @param request what it asks for
 * @param acceptedAt when it came in
 * @param resultPartition the partition of {@link Topics#RESULTS} on which its sender
 * waits, or null where nobody waits
 * @param progressPartition the partition of {@link Topics#PROGRESS} on which its sender
 * watches it run, or null where nobody does
 */
public record Submission(SubmissionId id, SubmissionRequest request, Instant acceptedAt,
		@Nullable Integer resultPartition, @Nullable Integer progressPartition) {

	/**
	 * A submission that nobody watches.
	 * @param id its name everywhere
	 * @param request what it asks for
	 * @param acceptedAt when it came in
	 * @param resultPartition where its sender waits, or null
	 */
	public Submission(SubmissionId id, SubmissionRequest request, Instant acceptedAt,
			@Nullable Integer resultPartition) {
		this(id, request, acceptedAt, resultPartition, null);
	}

}

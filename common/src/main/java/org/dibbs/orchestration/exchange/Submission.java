package org.dibbs.orchestration.exchange;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request that was accepted, or is about to be.
 *
 * @param id its name everywhere
 * @param tenant whose it is
 * @param request what it asks for
 * @param acceptedAt when it came in
 * @param resultPartition the partition of {@link Topics#RESULTS} on which its sender
 * waits, or null where nobody waits
 * @param progressPartition the partition of {@link Topics#PROGRESS} on which its sender
 * watches it run, or null where nobody does
 * @param replyUntil until when its sender waits for the result; null where nobody does,
 * or the sender says nothing of it
 */
public record Submission(SubmissionId id, String tenant, SubmissionRequest request, Instant acceptedAt,
		@Nullable Integer resultPartition, @Nullable Integer progressPartition, @Nullable Instant replyUntil) {

	/**
	 * A submission that nobody waits for.
	 * @param id its name everywhere
	 * @param tenant whose it is
	 * @param request what it asks for
	 * @param acceptedAt when it came in
	 * @return the submission
	 */
	public static Submission left(SubmissionId id, String tenant, SubmissionRequest request, Instant acceptedAt) {
		return new Submission(id, tenant, request, acceptedAt, null, null, null);
	}

	/**
	 * A submission whose sender waits for the result.
	 * @param id its name everywhere
	 * @param tenant whose it is
	 * @param request what it asks for
	 * @param acceptedAt when it came in
	 * @param resultPartition where its sender waits
	 * @param replyUntil until when
	 * @return the submission
	 */
	public static Submission awaited(SubmissionId id, String tenant, SubmissionRequest request, Instant acceptedAt,
			int resultPartition, Instant replyUntil) {
		return new Submission(id, tenant, request, acceptedAt, resultPartition, null, replyUntil);
	}

	/**
	 * A submission that somebody watches.
	 * @param id its name everywhere
	 * @param tenant whose it is
	 * @param request what it asks for
	 * @param acceptedAt when it came in
	 * @param progressPartition where its sender watches
	 * @return the submission
	 */
	public static Submission watched(SubmissionId id, String tenant, SubmissionRequest request, Instant acceptedAt,
			int progressPartition) {
		return new Submission(id, tenant, request, acceptedAt, null, progressPartition, null);
	}

	/**
	 * Whether its sender still waits or watches, so that it has to be told of a failure
	 * at once.
	 * @param now what time it is
	 * @return true where somebody may be there
	 */
	public boolean isAwaited(Instant now) {
		return this.progressPartition != null
				|| (this.resultPartition != null && (this.replyUntil == null || now.isBefore(this.replyUntil)));
	}

}

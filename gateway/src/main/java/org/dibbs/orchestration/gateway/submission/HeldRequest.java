package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be needed later, with the memory it takes. It can be taken once, so
 * that nobody holds its bytes while the caller waits. For one caller, who is on one
 * thread at a time.
 */
final class HeldRequest {

	private final BodyMemory.Reservation memory;

	private volatile @Nullable SubmissionRequest request;

	HeldRequest(SubmissionRequest request, BodyMemory.Reservation memory) {
		this.request = request;
		this.memory = memory;
	}

	/**
	 * The request, for the first who asks.
	 * @return the request; its memory is still to be released
	 */
	SubmissionRequest take() {
		SubmissionRequest taken = this.request;
		this.request = null;
		if (taken == null) {
			throw new IllegalStateException("The request was taken before");
		}
		return taken;
	}

	/** Forgets the request and gives its memory back; twice is harmless. */
	void release() {
		this.request = null;
		this.memory.release();
	}

}

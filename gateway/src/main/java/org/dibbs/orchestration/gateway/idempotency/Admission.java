package org.dibbs.orchestration.gateway.idempotency;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * What is to be done with a request that came with a key.
 */
public sealed interface Admission {

	/**
	 * The submission, or the batch, that the key stands for.
	 * @return its id
	 */
	SubmissionId id();

	/**
	 * It has to be put on the queue, by this id.
	 *
	 * @param id its id
	 * @param first whether nobody sent it before; else somebody did who never got it on
	 * the queue, and it may be put there by several at once, which is harmless
	 */
	record Publish(SubmissionId id, boolean first) implements Admission {

	}

	/**
	 * It is on the queue, and must not be put there again.
	 *
	 * @param id its id
	 */
	record Existing(SubmissionId id) implements Admission {

	}

}

package org.dibbs.orchestration.exchange;

/**
 * Why work on a submission is given up until somebody decides. The slugs are the values
 * of the ledger's {@code reason}, of labels and of filters, so there are few, and none
 * says anything of a message.
 */
public enum DeadReason {

	/** The record does not validate; its result says what is wrong with it. */
	NOT_A_SUBMISSION("not-a-submission"),

	/** A defect of the worker; its log says where. */
	WORKER_DEFECT("worker-defect"),

	/** Every attempt ended by a failure that might have passed. */
	ATTEMPTS_USED_UP("attempts-used-up"),

	/**
	 * A step that must not be repeated was called, and nobody knows whether it took
	 * effect.
	 */
	STEP_OUTCOME_UNKNOWN("step-outcome-unknown"),

	/** What the next attempt needs is not in Kafka any more. */
	BODY_GONE("body-gone"),

	/**
	 * Every worker that began it ended before it told how that went, and it may have been
	 * why.
	 */
	WORKER_KILLED("worker-killed"),

	/**
	 * The record is encrypted with a key that the worker does not have, or it was
	 * changed.
	 */
	NOT_DECRYPTABLE("not-decryptable");

	private final String slug;

	DeadReason(String slug) {
		this.slug = slug;
	}

	/**
	 * The name of the reason on the wire.
	 * @return lower case words with dashes
	 */
	public String slug() {
		return this.slug;
	}

}

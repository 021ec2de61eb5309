package org.dibbs.orchestration.telemetry;

/**
 * The members of our own in structured logs, beside the agent's {@code trace_id} and
 * {@code span_id}; docs/telemetry.md has them all. None holds anything of a message.
 */
public final class LogFields {

	/** The submission that a line is about. */
	public static final String SUBMISSION_ID = "submission_id";

	/** The batch that a line is about. */
	public static final String BATCH_ID = "batch_id";

	/** The workflow config, where it is known that there is one of this name. */
	public static final String CONFIG = "config";

	/** How it ended. */
	public static final String OUTCOME = "outcome";

	/** The HTTP status of the answer. */
	public static final String STATUS = "status";

	/** How long it took, in milliseconds. */
	public static final String DURATION = "duration_ms";

	/** The number of the attempt, from 1. */
	public static final String ATTEMPT = "attempt";

	private LogFields() {
	}

}

package org.dibbs.orchestration.telemetry;

/**
 * The fields of our own in structured logs, beside the agent's {@code trace_id} and
 * {@code span_id}.
 */
public final class LogFields {

	/** The submission that a line is about. */
	public static final String SUBMISSION_ID = "submission_id";

	private LogFields() {
	}

}

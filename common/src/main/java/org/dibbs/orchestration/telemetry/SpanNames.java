package org.dibbs.orchestration.telemetry;

/**
 * The spans of our own, beside the agent's, and their attributes. No attribute holds a
 * body, a parameter or anything else of a message.
 */
public final class SpanNames {

	/** One attempt at a workflow. */
	public static final String WORKFLOW = "workflow";

	/** One step of a workflow. */
	public static final String STEP = "workflow step";

	/** Attribute: the name of the workflow config. */
	public static final String CONFIG = "dibbs.config";

	/** Attribute: how the attempt ended. */
	public static final String OUTCOME = "dibbs.outcome";

	/** Attribute: the number of the attempt, from 1. */
	public static final String ATTEMPT = "dibbs.attempt";

	/** Attribute: the id of the submission. */
	public static final String SUBMISSION_ID = "dibbs.submission_id";

	/** Attribute: the building block a step calls. */
	public static final String SERVICE = "dibbs.service";

	/** Attribute: the endpoint a step calls. */
	public static final String ENDPOINT = "dibbs.endpoint";

	private SpanNames() {
	}

}

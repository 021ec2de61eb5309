package org.dibbs.orchestration.telemetry;

/**
 * The spans of our own, beside the agent's, and their attributes. No attribute holds a
 * body, a parameter or anything else of a message.
 */
public final class SpanNames {

	/** One run of a workflow. */
	public static final String WORKFLOW = "workflow";

	/** One step of a workflow. */
	public static final String STEP = "workflow step";

	/** Attribute: the submission's id. */
	public static final String SUBMISSION_ID = "dibbs.submission.id";

	/** Attribute: the name of the config, where it is a known one. */
	public static final String CONFIG = "dibbs.config";

	/** Attribute: the building block a step calls. */
	public static final String SERVICE = "dibbs.service";

	/** Attribute: the endpoint a step calls. */
	public static final String ENDPOINT = "dibbs.endpoint";

	/** Attribute: {@code completed} or the slug of a problem kind. */
	public static final String OUTCOME = "dibbs.outcome";

	private SpanNames() {
	}

}

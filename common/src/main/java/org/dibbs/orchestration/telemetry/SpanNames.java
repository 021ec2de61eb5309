package org.dibbs.orchestration.telemetry;

/**
 * The spans of our own, beside the agent's, and their attributes. No attribute holds a
 * body, a parameter or anything else of a message.
 */
public final class SpanNames {

	/** One step of a workflow. */
	public static final String STEP = "workflow step";

	/** Attribute: the building block a step calls. */
	public static final String SERVICE = "dibbs.service";

	/** Attribute: the endpoint a step calls. */
	public static final String ENDPOINT = "dibbs.endpoint";

	private SpanNames() {
	}

}

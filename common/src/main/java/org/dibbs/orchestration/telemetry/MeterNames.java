package org.dibbs.orchestration.telemetry;

/**
 * The names of the attributes of our own instruments, which are {@link Instrument}.
 */
public final class MeterNames {

	/** The instrumentation scope of our instruments. */
	public static final String SCOPE = "org.dibbs.orchestration";

	/** The HTTP status of an answer. */
	public static final String STATUS_CODE = "status_code";

	/** The name of a workflow config, or {@link #UNKNOWN}. */
	public static final String CONFIG = "config";

	/** The key of a service that there is. */
	public static final String SERVICE = "service";

	/** The name of one of its endpoints. */
	public static final String ENDPOINT = "endpoint";

	/** How something ended. */
	public static final String OUTCOME = "outcome";

	/** Why something did not go well. */
	public static final String REASON = "reason";

	/** The endpoint that a message came in by. */
	public static final String ORIGIN = "origin";

	/** How far a submission is. */
	public static final String STATUS = "status";

	/** What something is doing now. */
	public static final String STATE = "state";

	/** The value for what a caller named, and nobody knows. */
	public static final String UNKNOWN = "unknown";

	private MeterNames() {
	}

}

package org.dibbs.orchestration.telemetry;

/**
 * The instruments of our own, as the OpenTelemetry API names them, with their attributes.
 */
public final class MeterNames {

	/** The instrumentation scope of our instruments. */
	public static final String SCOPE = "org.dibbs.orchestration";

	/**
	 * Counter, unit {@code {message}}: every process-message that ends, failures and
	 * refusals included. The name is inherited from the Python service.
	 */
	public static final String PROCESS_MESSAGE_COUNTER = "process_message_counter";

	/** Attribute of {@link #PROCESS_MESSAGE_COUNTER}: the HTTP status of the answer. */
	public static final String STATUS_CODE = "status_code";

	/**
	 * Counter, unit {@code {step}}: steps that count as done although their building
	 * block did not do all it was asked for.
	 */
	public static final String STEP_WARNINGS = "dibbs.step.warnings";

	/** Attribute of {@link #STEP_WARNINGS}: the key of the service. */
	public static final String SERVICE = "service";

	/** Attribute of {@link #STEP_WARNINGS}: the name of the endpoint. */
	public static final String ENDPOINT = "endpoint";

	private MeterNames() {
	}

}

package org.dibbs.orchestration.bench.subject;

/**
 * Whether a stack tells what it does.
 */
public enum Telemetry {

	/** Every span of all applications goes to a Collector. */
	ON,

	/** The agent does nothing. */
	OFF

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * A workflow: which building blocks work on a message, in which order, and what the
 * caller gets to see of it. Immutable.
 *
 * @param name the config's name
 * @param version which of its versions this is, from 1; {@value #SHIPPED} is the one that
 * came with the software
 * @param steps its steps in their order
 * @param outputs the names of the steps whose answers go into {@code responses}
 * @param defaultResponse whether the last answer is part of the result
 * @param retry what it says of further attempts
 * @param document the config as it was written, unknown keys included
 */
public record WorkflowConfig(String name, int version, List<StepConfig> steps, List<String> outputs,
		boolean defaultResponse, RetrySettings retry, JsonFragment document) {

	/** The version of a config that came with the software. */
	public static final int SHIPPED = 0;

	/**
	 * Copies the lists.
	 */
	public WorkflowConfig {
		steps = List.copyOf(steps);
		outputs = List.copyOf(outputs);
	}

	/**
	 * A workflow that says nothing of further attempts.
	 * @param name the config's name
	 * @param version which of its versions this is
	 * @param steps its steps in their order
	 * @param outputs the names of the steps whose answers go into {@code responses}
	 * @param defaultResponse whether the last answer is part of the result
	 * @param document the config as it was written
	 */
	public WorkflowConfig(String name, int version, List<StepConfig> steps, List<String> outputs,
			boolean defaultResponse, JsonFragment document) {
		this(name, version, steps, outputs, defaultResponse, RetrySettings.NONE, document);
	}

}

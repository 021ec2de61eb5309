package org.dibbs.orchestration.orchestrator.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

/**
 * One step of a workflow, as its config has it. Immutable, so that running a workflow
 * cannot change it.
 *
 * @param name what other steps and the outputs know it by: its {@code name}, else its
 * service
 * @param service the key of the service it calls
 * @param endpoint the path it calls there
 * @param params its params; empty where it has none
 * @param mapping {@code previous_response_to_param_mapping}: names of earlier steps, each
 * with the param that gets its whole answer
 * @param once whether the step must not be repeated where an earlier call may have taken
 * effect; null for what its endpoint demands
 */
public record StepConfig(String name, String service, String endpoint, Map<String, JsonFragment> params,
		Map<String, String> mapping, @Nullable Boolean once) {

	/**
	 * Copies the maps.
	 */
	public StepConfig {
		params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
		mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
	}

	/**
	 * A step that is repeated or not as its endpoint demands.
	 * @param name what other steps and the outputs know it by
	 * @param service the key of the service it calls
	 * @param endpoint the path it calls there
	 * @param params its params
	 * @param mapping names of earlier steps, each with the param that gets its answer
	 */
	public StepConfig(String name, String service, String endpoint, Map<String, JsonFragment> params,
			Map<String, String> mapping) {
		this(name, service, endpoint, params, mapping, null);
	}

}

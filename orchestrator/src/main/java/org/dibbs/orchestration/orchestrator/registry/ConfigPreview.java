package org.dibbs.orchestration.orchestrator.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;

/**
 * Tells what a config would do, for somebody who has just written it.
 */
final class ConfigPreview {

	private ConfigPreview() {
	}

	static JsonFragment of(WorkflowConfig config) {
		List<JsonFragment> steps = new ArrayList<>();
		for (StepConfig step : config.steps()) {
			steps.add(step(steps.size() + 1, step));
		}
		return new JsonObjectBuilder().member("message", "Config is valid!")
			.member("steps", JsonObjectBuilder.array(steps))
			.member("outputs", strings(config.outputs()))
			.member("default-response", JsonFragment.literal(Boolean.toString(config.defaultResponse())))
			.member("warnings", strings(warnings(config)))
			.build();
	}

	private static JsonFragment step(int number, StepConfig step) {
		JsonObjectBuilder mapping = new JsonObjectBuilder();
		step.mapping().forEach(mapping::member);
		return new JsonObjectBuilder().member("step", number)
			.member("name", step.name())
			.member("service", step.service())
			.member("endpoint", step.endpoint())
			.member("params", strings(step.params().keySet().stream().toList()))
			.member("previous_response_to_param_mapping", mapping.build())
			.build();
	}

	private static List<String> warnings(WorkflowConfig config) {
		List<String> warnings = new ArrayList<>();
		Set<String> earlier = new HashSet<>();
		int number = 0;
		for (StepConfig step : config.steps()) {
			number++;
			for (String name : step.mapping().keySet()) {
				if (!earlier.contains(name)) {
					warnings.add("step " + number + " (" + step.name() + ") wants the answer of '" + name
							+ "', but no step before it has that name");
				}
			}
			earlier.add(step.name());
		}
		for (String output : config.outputs()) {
			if (!earlier.contains(output)) {
				warnings.add("'outputs' names '" + output + "', but no step has that name");
			}
		}
		return warnings;
	}

	private static JsonFragment strings(List<String> values) {
		return JsonObjectBuilder.array(values.stream().map(JsonFragment::string).toList());
	}

}

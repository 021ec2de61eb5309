package org.dibbs.orchestration.orchestrator.registry;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonSyntaxException;

/**
 * Makes a workflow config of its JSON document. Keys it does not know stay in the
 * document, which clients get back as they wrote it.
 */
public final class WorkflowConfigParser {

	private WorkflowConfigParser() {
	}

	/**
	 * Parses a config.
	 * @param name the config's name
	 * @param document the JSON document, without white space around it
	 * @return the config
	 * @throws InvalidConfigException if it is none; the text says which step is wrong and
	 * why
	 */
	public static WorkflowConfig parse(String name, JsonFragment document) {
		try {
			ConfigValues config = ConfigValues.of("the config", document);
			return new WorkflowConfig(name, steps(config), config.texts("outputs"),
					config.flag("default-response", true), document);
		}
		catch (JsonSyntaxException ex) {
			throw new InvalidConfigException("the config is not JSON: " + ex.getMessage());
		}
	}

	private static List<StepConfig> steps(ConfigValues config) {
		List<StepConfig> steps = new ArrayList<>();
		for (JsonFragment step : config.elements("workflow")) {
			steps.add(step("step " + (steps.size() + 1), step));
		}
		if (steps.isEmpty()) {
			throw config.invalid("workflow", "must list at least one step");
		}
		return steps;
	}

	private static StepConfig step(String place, JsonFragment document) {
		ConfigValues step = ConfigValues.of(place, document);
		String service = step.text("service");
		String name = step.optionalText("name");
		return new StepConfig((name != null) ? name : service, service, step.text("endpoint"), step.object("params"),
				step.textsByName("previous_response_to_param_mapping"));
	}

}

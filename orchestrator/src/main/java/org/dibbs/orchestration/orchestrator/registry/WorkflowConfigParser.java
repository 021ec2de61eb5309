package org.dibbs.orchestration.orchestrator.registry;

import java.util.ArrayList;
import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonSyntaxException;

/**
 * Makes a workflow config of its JSON document. Keys it does not know stay in the
 * document, which clients get back as they wrote it.
 */
final class WorkflowConfigParser {

	private WorkflowConfigParser() {
	}

	/**
	 * Parses a config.
	 * @param name the config's name
	 * @param version its version
	 * @param document the JSON document, without white space around it
	 * @return the config
	 * @throws InvalidConfigException if it is none; it holds all that is wrong
	 */
	static WorkflowConfig parse(String name, int version, JsonFragment document) {
		List<ConfigError> errors = new ArrayList<>();
		try {
			ConfigValues config = ConfigValues.of(List.of(), document, errors);
			if (config != null) {
				WorkflowConfig parsed = new WorkflowConfig(name, version, steps(config, errors),
						config.texts("outputs"), config.flag("default-response", true),
						RetrySettingsParser.parse(config), document);
				if (errors.isEmpty()) {
					return parsed;
				}
			}
		}
		catch (JsonSyntaxException ex) {
			errors.add(ConfigError.notJson(List.of()));
		}
		throw new InvalidConfigException(errors);
	}

	private static List<StepConfig> steps(ConfigValues config, List<ConfigError> errors) {
		List<StepConfig> steps = new ArrayList<>();
		List<JsonFragment> documents = config.requiredElements("workflow");
		for (int i = 0; i < documents.size(); i++) {
			List<JsonFragment> loc = ConfigValues.with(config.at("workflow"),
					JsonFragment.literal(Integer.toString(i)));
			ConfigValues step = ConfigValues.of(loc, documents.get(i), errors);
			if (step != null) {
				steps.add(step(step));
			}
		}
		return steps;
	}

	private static StepConfig step(ConfigValues step) {
		String service = step.text("service");
		String endpoint = step.text("endpoint");
		String name = step.optionalText("name");
		return new StepConfig((name != null) ? name : service, service, endpoint, step.object("params"),
				step.textsByName("previous_response_to_param_mapping"), step.optionalFlag("once"));
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.Map;
import java.util.stream.Collectors;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * Writes a config down in a few letters: one a step, with its name before and what is
 * special about its params behind it.
 */
final class Shorthand {

	private static final Map<String, String> LETTERS = Map.ofEntries(Map.entry("validation /validate", "V"),
			Map.entry("fhir_converter /convert-to-fhir", "C"),
			Map.entry("ingestion /fhir/harmonization/standardization/standardize_names", "N"),
			Map.entry("ingestion /fhir/harmonization/standardization/standardize_dob", "D"),
			Map.entry("ingestion /fhir/harmonization/standardization/standardize_phones", "P"),
			Map.entry("ingestion /fhir/geospatial/geocode/geocode_bundle", "G"),
			Map.entry("trigger_code_reference /stamp-condition-extensions", "T"),
			Map.entry("message_parser /parse_message", "M"), Map.entry("message_parser /fhir_to_phdc", "X"),
			Map.entry("save_bundle /api/save-fhir-data", "S"));

	private Shorthand() {
	}

	static String of(WorkflowConfig config) {
		String steps = config.steps().stream().map(Shorthand::of).collect(Collectors.joining(" "));
		return steps + (config.outputs().isEmpty() ? "" : ", out" + config.outputs())
				+ (config.defaultResponse() ? "" : " only");
	}

	private static String of(StepConfig step) {
		String letter = LETTERS.getOrDefault(step.service() + " " + step.endpoint(), "?");
		return (step.name().equals(step.service()) ? "" : step.name() + ":") + letter + params(letter, step)
				+ (step.mapping().isEmpty() ? "" : step.mapping());
	}

	private static String params(String letter, StepConfig step) {
		String params = step.params()
			.entrySet()
			.stream()
			.map((param) -> param.getKey() + "=" + param.getValue().json())
			.collect(Collectors.joining(","));
		String schema = text(step, "parsing_schema_name");
		return switch (letter + ":" + params) {
			case "V:include_error_types=\"error\"", "D:dob_format=\"\"", "X:phdc_report_type=\"case_report\"", "C:",
					"N:", "P:", "G:", "T:", "S:" ->
				"";
			default -> "(" + (params
				.equals("message_format=\"fhir\",parsing_schema_name=\"" + schema + "\",credential_manager=\"azure\"")
						? schema : params.startsWith("saveSource=") ? text(step, "saveSource") : params)
					+ ")";
		};
	}

	private static String text(StepConfig step, String param) {
		JsonFragment value = step.params().get(param);
		return (value != null) ? value.text() : "";
	}

}

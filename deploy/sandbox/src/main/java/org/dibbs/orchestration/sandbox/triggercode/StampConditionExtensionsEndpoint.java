package org.dibbs.orchestration.sandbox.triggercode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /stamp-condition-extensions}: marks each resource whose codes stand for a
 * reportable condition with that condition's SNOMED CT code.
 */
public final class StampConditionExtensionsEndpoint implements JsonHandler {

	private static final String EXTENSION = "https://reportstream.cdc.gov/fhir/StructureDefinition/condition-code";

	private static final Set<String> STAMPED = Set.of("Observation", "Condition", "DiagnosticReport", "Immunization");

	private static final List<String> CODED = List.of("code", "valueCodeableConcept", "vaccineCode", "conclusionCode");

	private final ConditionTable table = ConditionTable.load();

	@Override
	public Answer handle(RequestBody request) {
		ObjectNode bundle = request.object("bundle");
		request.rejectIfInvalid();
		Set<String> wanted = wanted(request.get("conditions"));
		for (ObjectNode resource : BundleJson.resources(bundle, STAMPED)) {
			Set<String> conditions = conditionsOf(resource);
			conditions.removeIf((condition) -> !wanted.isEmpty() && !wanted.contains(condition));
			conditions.forEach((condition) -> stamp(resource, condition));
		}
		ObjectNode answer = Json.object();
		answer.set("extended_bundle", bundle);
		return Answer.ok(answer);
	}

	private static Set<String> wanted(JsonNode conditions) {
		Set<String> wanted = new LinkedHashSet<>();
		if (conditions.isTextual()) {
			wanted.addAll(List.of(conditions.asText().split("\\s*,\\s*")));
		}
		conditions.forEach((condition) -> wanted.add(condition.asText()));
		wanted.remove("");
		return wanted;
	}

	private Set<String> conditionsOf(JsonNode resource) {
		Set<String> conditions = new LinkedHashSet<>();
		for (String member : CODED) {
			JsonNode value = resource.path(member);
			for (JsonNode concept : value.isArray() ? value : List.of(value)) {
				concept.path("coding")
					.forEach((coding) -> conditions
						.addAll(this.table.conditions(coding.path("system").asText(), coding.path("code").asText())));
			}
		}
		return conditions;
	}

	private static void stamp(ObjectNode resource, String condition) {
		ArrayNode extensions = (resource.path("extension") instanceof ArrayNode found) ? found
				: resource.putArray("extension");
		for (JsonNode extension : extensions) {
			if (EXTENSION.equals(extension.path("url").asText())
					&& condition.equals(extension.path("coding").path(0).path("code").asText())) {
				return;
			}
		}
		// As the real service has it: "coding" stands in the extension itself, without a
		// value[x].
		extensions.addObject()
			.put("url", EXTENSION)
			.putArray("coding")
			.addObject()
			.put("code", condition)
			.put("system", "http://snomed.info/sct");
	}

}

package org.dibbs.orchestration.sandbox.ingestion;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /standardize_names}: brings the family and given names of patients into one
 * form. Other resources' names are left alone, as the real service leaves them.
 */
public final class StandardizeNamesEndpoint implements JsonHandler {

	private static final List<String> CASES = List.of("upper", "lower", "title");

	@Override
	public Answer handle(RequestBody request) {
		ObjectNode data = StandardResponse.data(request);
		boolean trim = request.flag("trim", true);
		boolean removeNumbers = request.flag("remove_numbers", true);
		// overwrite says whether the service may work on its own copy of the data, which
		// a caller cannot see.
		request.flag("overwrite", true);
		String letters = request.get("case").isMissingNode() || request.get("case").isNull() ? "upper"
				: request.choice("case", CASES);
		request.rejectIfInvalid();
		UnaryOperator<String> form = (name) -> standardize(name, trim, removeNumbers, letters);
		for (ObjectNode patient : BundleJson.resources(data, "Patient")) {
			patient.path("name").forEach((name) -> standardize(name, form));
		}
		return StandardResponse.success(data);
	}

	private static void standardize(JsonNode name, UnaryOperator<String> form) {
		if (name instanceof ObjectNode object && object.path("family").isTextual()) {
			object.put("family", form.apply(object.path("family").asText()));
		}
		if (name.path("given") instanceof ArrayNode given) {
			for (int i = 0; i < given.size(); i++) {
				if (given.get(i).isTextual()) {
					given.set(i, TextNode.valueOf(form.apply(given.get(i).asText())));
				}
			}
		}
	}

	private static String standardize(String name, boolean trim, boolean removeNumbers, String letters) {
		String result = removeNumbers ? name.replaceAll("[0-9]", "") : name;
		result = trim ? result.strip() : result;
		return switch (letters) {
			case "lower" -> result.toLowerCase(Locale.ROOT);
			case "title" -> title(result);
			default -> result.toUpperCase(Locale.ROOT);
		};
	}

	private static String title(String name) {
		StringBuilder result = new StringBuilder(name.length());
		boolean inside = false;
		for (int i = 0; i < name.length(); i++) {
			char letter = name.charAt(i);
			result.append(inside ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
			inside = Character.isLetter(letter);
		}
		return result.toString();
	}

}

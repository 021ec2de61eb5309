package org.dibbs.orchestration.local.secrecy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.dibbs.orchestration.local.Stack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The FHIR sample with a marker in every text, and two members more in every object: one
 * whose value is a marker and one whose name is.
 */
final class MarkedFhir {

	// Without these it is no bundle that the building blocks take.
	private static final Set<String> KEPT = Set.of("resourceType", "method");

	private final Markers markers;

	private MarkedFhir(Markers markers) {
		this.markers = markers;
	}

	static String document(Markers markers) {
		JsonNode bundle = JsonMapper.shared().readTree(Stack.sample("fhir.json"));
		new MarkedFhir(markers).mark("fhir", bundle);
		return bundle.toString();
	}

	private void mark(String path, JsonNode node) {
		if (node instanceof ObjectNode object) {
			List<String> names = new ArrayList<>(object.propertyNames());
			for (String name : names) {
				String place = path + "." + name;
				JsonNode child = object.get(name);
				if (child.isString() && !isKept(path, name)) {
					object.put(name, marked(place, child.asString()));
				}
				mark(place, child);
			}
			object.put("_added", this.markers.word(path + " added member"));
			object.put(this.markers.word(path + " name of a member"), 1);
		}
		else if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				String place = path + "[" + i + "]";
				if (array.get(i).isString()) {
					array.set(i, this.markers.word(place));
				}
				mark(place, array.get(i));
			}
		}
	}

	// The system of a telecom says what is a phone number.
	private static boolean isKept(String path, String name) {
		return KEPT.contains(name) || (path.contains(".telecom[") && name.equals("system"))
				|| (path.equals("fhir") && name.equals("type"));
	}

	private String marked(String place, String text) {
		if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
			return this.markers.day(place) + text.substring(10);
		}
		if (text.matches("\\d{3}-\\d{3}-\\d{4}")) {
			return "987-" + this.markers.phone(place).replaceFirst("000", "000-");
		}
		boolean address = text.contains(":") || text.contains("/");
		return address ? text + "-" + this.markers.word(place) : this.markers.word(place);
	}

}

package org.dibbs.orchestration.sandbox.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A FHIR bundle, or one resource alone, as the JSON it came as. Nothing here is strict: a
 * part that is not there, or not of the expected kind, is passed over.
 */
public final class BundleJson {

	private BundleJson() {
	}

	/**
	 * Whether data say of themselves to be a FHIR resource or bundle.
	 * @param data the data
	 * @return whether there is a resourceType
	 */
	public static boolean isFhir(JsonNode data) {
		return data.path("resourceType").isTextual();
	}

	/**
	 * The resources of a bundle, or the resource itself.
	 * @param data a bundle or a resource
	 * @param types the resource types wanted
	 * @return the resources in order; changing them changes the data
	 */
	public static List<ObjectNode> resources(JsonNode data, Set<String> types) {
		List<ObjectNode> found = new ArrayList<>();
		if (data.has("entry")) {
			data.path("entry").forEach((entry) -> add(found, entry.path("resource"), types));
		}
		else {
			add(found, data, types);
		}
		return found;
	}

	/**
	 * The resources of one type.
	 * @param data a bundle or a resource
	 * @param type the resource type wanted
	 * @return the resources in order
	 */
	public static List<ObjectNode> resources(JsonNode data, String type) {
		return resources(data, Set.of(type));
	}

	/**
	 * The first resource of a type.
	 * @param data a bundle or a resource
	 * @param type the resource type wanted
	 * @return the resource, a missing node if there is none
	 */
	public static JsonNode first(JsonNode data, String type) {
		List<ObjectNode> found = resources(data, type);
		return found.isEmpty() ? data.path("/") : found.getFirst();
	}

	/**
	 * The eCR id the store knows a bundle by: that of the Composition, else of the first
	 * resource, else of the bundle itself.
	 * @param bundle the bundle
	 * @return the id, empty if it has none
	 */
	public static String ecrId(JsonNode bundle) {
		String composition = first(bundle, "Composition").path("id").asText("");
		String first = bundle.path("entry").path(0).path("resource").path("id").asText("");
		if (!composition.isEmpty()) {
			return composition;
		}
		return first.isEmpty() ? bundle.path("id").asText("") : first;
	}

	private static void add(List<ObjectNode> found, JsonNode resource, Set<String> types) {
		if (resource instanceof ObjectNode object && types.contains(object.path("resourceType").asText())) {
			found.add(object);
		}
	}

}

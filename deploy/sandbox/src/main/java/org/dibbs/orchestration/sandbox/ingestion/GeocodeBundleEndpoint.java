package org.dibbs.orchestration.sandbox.ingestion;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.ingestion.Centroids.Point;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /geocode_bundle}: gives patients' addresses coordinates. <b>Not real
 * geocoding</b>: the middle of the postal code or state, from a small table, the same for
 * the same address every time. The Smarty credentials have to be there, but are not
 * checked and go nowhere.
 */
public final class GeocodeBundleEndpoint implements JsonHandler {

	private static final String GEOLOCATION = "http://hl7.org/fhir/StructureDefinition/geolocation";

	private final Centroids centroids = new Centroids();

	@Override
	public Answer handle(RequestBody request) {
		ObjectNode bundle = StandardResponse.fhir(request, "bundle", "Must provide a FHIR bundle");
		String method = request.choice("geocode_method", List.of("smarty", "census"));
		boolean overwrite = request.flag("overwrite", true);
		request.rejectIfInvalid();
		List<String> missing = new ArrayList<>();
		for (String name : List.of("smarty_auth_id", "smarty_auth_token")) {
			if ("smarty".equals(method) && request.get(name).asText("").isEmpty()) {
				missing.add(name);
			}
		}
		if (!missing.isEmpty()) {
			return StandardResponse.of(400, 400,
					"The following values are required, but were not included in the "
							+ "request and could not be read from the environment: " + String.join(", ", missing),
					null);
		}
		for (ObjectNode patient : BundleJson.resources(bundle, "Patient")) {
			patient.path("address").forEach((address) -> geocode(address, overwrite));
		}
		return StandardResponse.success(bundle);
	}

	private void geocode(JsonNode address, boolean overwrite) {
		Point point = this.centroids.find(address.path("postalCode").asText(""), address.path("state").asText(""));
		if (point == null || !(address instanceof ObjectNode object)) {
			return;
		}
		ArrayNode extensions = (object.path("extension") instanceof ArrayNode found) ? found
				: object.putArray("extension");
		for (int i = extensions.size() - 1; i >= 0; i--) {
			if (GEOLOCATION.equals(extensions.path(i).path("url").asText())) {
				if (!overwrite) {
					return;
				}
				extensions.remove(i);
			}
		}
		ArrayNode parts = extensions.addObject().put("url", GEOLOCATION).putArray("extension");
		parts.addObject().put("url", "latitude").put("valueDecimal", point.latitude());
		parts.addObject().put("url", "longitude").put("valueDecimal", point.longitude());
	}

}

package org.dibbs.orchestration.sandbox.ecrviewer;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.Endpoint;
import org.dibbs.orchestration.sandbox.wire.Json;

/**
 * {@code /api/save-fhir-data}: notes the id of a bundle. The second save of the same id
 * in the same store is refused, as the real viewer's plain INSERT refuses it; the object
 * stores are as strict here, so that a repeated save shows whatever the store.
 */
public final class SaveFhirDataEndpoint implements Endpoint {

	private static final String DEFAULT_STORE = "postgres";

	private static final String DATABASE = "Success. Saved FHIR Bundle to database: ";

	private static final Map<String, String> SUCCESS = Map.of(DEFAULT_STORE, DATABASE, "sqlserver", DATABASE, "s3",
			"Success. Saved FHIR Bundle to S3: ", "azure", "Success. Saved FHIR bundle to Azure Blob Storage: ");

	private final SavedBundles saved;

	/**
	 * Creates the endpoint.
	 * @param saved where ids are noted
	 */
	public SaveFhirDataEndpoint(SavedBundles saved) {
		this.saved = saved;
	}

	@Override
	public Answer answer(byte[] body) {
		try {
			return save(Json.read(body));
		}
		catch (IOException ex) {
			return Answer.message(400, "Error reading request body. The body is not JSON.");
		}
	}

	private Answer save(JsonNode request) {
		JsonNode bundle = request.path("fhirBundle");
		if (!bundle.isObject() || !"Bundle".equals(bundle.path("resourceType").asText())) {
			return Answer.message(400, "Error reading request body. Body must include a FHIR bundle.");
		}
		String id = BundleJson.ecrId(bundle);
		if (id.isEmpty()) {
			return Answer.message(400, "Error reading request body. The FHIR bundle has no id to save it by.");
		}
		String store = request.path("saveSource").asText("").isEmpty() ? DEFAULT_STORE
				: request.path("saveSource").asText();
		String success = SUCCESS.get(store);
		if (success == null) {
			return Answer.message(400, "Invalid save source. Please provide a valid value for 'saveSource' "
					+ "('postgres', 'sqlserver', 's3' or 'azure').");
		}
		if (!this.saved.save(store, id)) {
			return Answer.message(500, "Failed to insert data to database. "
					+ "duplicate key value violates unique constraint on the eCR id");
		}
		return Answer.message(200, request.hasNonNull("metadata") ? "Saved FHIR data.\nSaved metadata." : success + id);
	}

}

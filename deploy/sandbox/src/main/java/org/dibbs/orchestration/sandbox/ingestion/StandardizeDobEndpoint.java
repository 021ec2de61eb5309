package org.dibbs.orchestration.sandbox.ingestion;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /standardize_dob}: brings patients' dates of birth to YYYY-MM-DD. A date that is
 * not in the format told is answered with 200, an inner status 400 and the data as they
 * came, which is what the real service does.
 */
public final class StandardizeDobEndpoint implements JsonHandler {

	private static final String DEFAULT_FORMAT = "%Y-%m-%d";

	@Override
	public Answer handle(RequestBody request) {
		ObjectNode data = StandardResponse.data(request);
		request.flag("overwrite", true);
		String pattern = request.text("format", DEFAULT_FORMAT);
		request.rejectIfInvalid();
		StrptimeFormat format = StrptimeFormat.of(pattern.isEmpty() ? DEFAULT_FORMAT : pattern);
		List<ObjectNode> patients = BundleJson.resources(data, "Patient");
		// All dates are read before the first is written: a refusal leaves the data as
		// they came.
		for (ObjectNode patient : patients) {
			String given = patient.path("birthDate").asText("");
			if (patient.has("birthDate") && format.parse(given) == null) {
				return StandardResponse.of(200, 400, "Invalid date supplied: " + given, data);
			}
		}
		for (ObjectNode patient : patients) {
			LocalDate date = format.parse(patient.path("birthDate").asText(""));
			if (date != null) {
				patient.put("birthDate", date.toString());
			}
		}
		return StandardResponse.success(data);
	}

}

package org.dibbs.orchestration.sandbox.cheap;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.sandbox.wire.Endpoint;

/**
 * All building blocks in the cheap manner.
 */
public final class CheapBlocks {

	private static final String JSON = "application/json";

	private CheapBlocks() {
	}

	/**
	 * The endpoints.
	 * @return them by path
	 */
	public static Map<String, Endpoint> endpoints() {
		Map<String, Endpoint> endpoints = new LinkedHashMap<>();
		endpoints.put("/validation/validate", CannedAnswers.same("validate.json", JSON));
		endpoints.put("/fhir-converter/convert-to-fhir",
				CannedAnswers.grown("bundle.json", "{\"response\":{\"Status\":\"OK\",\"FhirResource\":", "}}"));
		String head = "{\"status_code\":\"200\",\"message\":null,\"bundle\":";
		for (String name : new String[] { "names", "dob", "phones" }) {
			endpoints.put("/ingestion/fhir/harmonization/standardization/standardize_" + name,
					CannedAnswers.echo("data", head, "}"));
		}
		endpoints.put("/ingestion/fhir/geospatial/geocode/geocode_bundle", CannedAnswers.echo("bundle", head, "}"));
		endpoints.put("/trigger-code-reference/stamp-condition-extensions",
				CannedAnswers.echo("bundle", "{\"extended_bundle\":", "}"));
		endpoints.put("/message-parser/parse_message", CannedAnswers.same("parse_message.json", JSON));
		endpoints.put("/message-parser/fhir_to_phdc", CannedAnswers.same("fhir_to_phdc.xml", "application/xml"));
		endpoints.put("/ecr-viewer/api/save-fhir-data", CannedAnswers.same("save-fhir-data.json", JSON));
		return endpoints;
	}

}

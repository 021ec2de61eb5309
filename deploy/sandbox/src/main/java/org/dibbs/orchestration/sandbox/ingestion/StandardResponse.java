package org.dibbs.orchestration.sandbox.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.FieldError;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.dibbs.orchestration.sandbox.wire.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What all endpoints of the ingestion service read and answer alike.
 */
final class StandardResponse {

	private StandardResponse() {
	}

	static Answer success(JsonNode bundle) {
		return of(200, 200, null, bundle);
	}

	static Answer of(int httpStatus, int innerStatus, @Nullable String message, @Nullable JsonNode bundle) {
		ObjectNode node = Json.object().put("status_code", String.valueOf(innerStatus)).put("message", message);
		node.set("bundle", bundle);
		return Answer.json(httpStatus, node);
	}

	/**
	 * Reads a member that has to be FHIR.
	 * @param request the request
	 * @param member the member's name
	 * @param message what to tell the caller if it is something else
	 * @return the resource or bundle; what is wrong with it is noted in the request
	 */
	static ObjectNode fhir(RequestBody request, String member, String message) {
		ObjectNode data = request.object(member);
		if (request.get(member).isObject() && !BundleJson.isFhir(data)) {
			request.note(FieldError.of(member, message, "assertion_error"));
		}
		return data;
	}

	static ObjectNode data(RequestBody request) {
		return fhir(request, "data", "Must provide a FHIR resource or bundle");
	}

}

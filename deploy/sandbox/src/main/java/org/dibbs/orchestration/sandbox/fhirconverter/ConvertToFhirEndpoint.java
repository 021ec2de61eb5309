package org.dibbs.orchestration.sandbox.fhirconverter;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.FieldError;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * {@code /convert-to-fhir}: converts eICRs and HL7 v2 messages.
 */
public final class ConvertToFhirEndpoint implements JsonHandler {

	private static final List<String> TYPES = List.of("ecr", "elr", "vxu", "fhir");

	private static final List<String> TEMPLATES = List.of("", "EICR", "ORU_R01", "VXU_V04");

	private final Converters converters;

	/**
	 * Creates the endpoint.
	 * @param converters the converters
	 */
	public ConvertToFhirEndpoint(Converters converters) {
		this.converters = converters;
	}

	@Override
	public Answer handle(RequestBody request) {
		String input = input(request);
		String type = request.choice("input_type", TYPES);
		request.choice("root_template", TEMPLATES);
		String rrData = request.optionalText("rr_data");
		if (rrData != null && !"ecr".equals(type) && TYPES.contains(type)) {
			request.note(FieldError.of("__root__",
					"Reportability Response (RR) data is only accepted for eCR " + "conversion requests.",
					"value_error"));
		}
		request.rejectIfInvalid();
		try {
			return Answer.ok(success(this.converters.convert(type, input, rrData)));
		}
		catch (ConversionFailedException ex) {
			return Answer.json(400, failure(ex.getMessage()));
		}
	}

	/** FHIR may come as an object too. */
	private static String input(RequestBody request) {
		JsonNode input = request.get("input_data");
		return input.isObject() && "fhir".equals(request.get("input_type").asText()) ? input.toString()
				: request.text("input_data");
	}

	private static ObjectNode success(ObjectNode bundle) {
		ObjectNode body = Json.object();
		body.putObject("response").put("Status", "OK").set("FhirResource", bundle);
		return body;
	}

	/** The real service tells of the process it ran; callers look at the last member. */
	private static ObjectNode failure(@Nullable String reason) {
		ObjectNode body = Json.object();
		body.putObject("response")
			.put("args", "sandbox convert")
			.put("returncode", 1)
			.put("stdout", "")
			.put("stderr", reason)
			.put("fhir_conversion_failed", "true");
		return body;
	}

}

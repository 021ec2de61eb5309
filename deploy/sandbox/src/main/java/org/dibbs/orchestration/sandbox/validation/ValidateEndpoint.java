package org.dibbs.orchestration.sandbox.validation;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.FieldError;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * {@code /validate}: checks eICRs; lets every other kind of message pass and says so, as
 * the real service does.
 */
public final class ValidateEndpoint implements JsonHandler {

	private static final List<String> TYPES = List.of("ecr", "elr", "vxu", "fhir");

	private final EicrValidator eicrs = new EicrValidator();

	@Override
	public Answer handle(RequestBody request) {
		String type = request.choice("message_type", TYPES);
		String included = request.text("include_error_types");
		String message = request.text("message");
		String rrData = request.optionalText("rr_data");
		if (rrData != null && !"ecr".equals(type) && TYPES.contains(type)) {
			request.note(FieldError.of("__root__",
					"Reportability Response (RR) data is only accepted for eCR validation requests.", "value_error"));
		}
		request.rejectIfInvalid();
		return Answer.ok("ecr".equals(type) ? validate(message, rrData, included) : stubbed(type));
	}

	private ObjectNode validate(String message, @Nullable String rrData, String included) {
		return this.eicrs.validate(message, rrData).toJson(Set.copyOf(List.of(included.split("\\s*,\\s*"))));
	}

	private static ObjectNode stubbed(String type) {
		ObjectNode node = Json.object().put("message_valid", true);
		node.putObject("validation_results")
			.put("details", "No validation was actually performed. Validation for " + type.toUpperCase(Locale.ROOT)
					+ " is only stubbed currently.");
		return node;
	}

}

package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a bundle to be stored, with the values another step picked out of it where the
 * config says which.
 */
final class SaveFhirDataRequestBuilder implements RequestBuilder {

	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("fhirBundle", bundle(input))
			.optionalMember("metadata", metadata(input))
			.optionalMember("saveSource", present(input.param("saveSource")))
			.build();
	}

	private static JsonFragment bundle(StepInput input) {
		JsonFragment stamped = memberOf(input.mapped().get("fhirBundle"), "extended_bundle");
		if (stamped != null) {
			return stamped;
		}
		if (StepInput.isBundle(input.data())) {
			return input.data();
		}
		// as upstream: after a step that made no bundle, a FHIR message itself is saved
		if (MessageType.FHIR.wire().equals(input.messageType()) && input.message().isObject()) {
			return input.message();
		}
		throw new StepInputException("there is no FHIR bundle to save: the data are none at this step, and the "
				+ "submission's message is none either");
	}

	// What is no answer of a step with parsed values is passed on as it is.
	private static @Nullable JsonFragment metadata(StepInput input) {
		JsonFragment values = memberOf(input.mapped().get("metadata"), "parsed_values");
		return (values != null) ? values : present(input.param("metadata"));
	}

	private static @Nullable JsonFragment memberOf(@Nullable JsonFragment answer, String name) {
		return (answer != null) ? present(JsonMembers.member(answer, name)) : null;
	}

	// as upstream: a null param is as good as none
	private static @Nullable JsonFragment present(@Nullable JsonFragment param) {
		return (param != null && !param.isNull()) ? param : null;
	}

}

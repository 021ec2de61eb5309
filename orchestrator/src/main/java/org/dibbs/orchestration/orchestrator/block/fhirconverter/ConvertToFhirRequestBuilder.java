package org.dibbs.orchestration.orchestrator.block.fhirconverter;

import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the conversion of the data, with the template of the message's type.
 */
final class ConvertToFhirRequestBuilder implements RequestBuilder {

	// as upstream: the step's params have no say in the template
	@Override
	public JsonFragment build(StepInput input) {
		return new JsonObjectBuilder().member("input_data", input.data())
			.member("input_type", input.messageType())
			.member("root_template", rootTemplate(MessageType.of(input.messageType())))
			.member("rr_data", input.rrData())
			.build();
	}

	// A type that is none has no template; the converter says so.
	private static String rootTemplate(@Nullable MessageType messageType) {
		return switch (messageType) {
			case null -> "";
			case FHIR -> "";
			case ECR -> "EICR";
			case ELR -> "ORU_R01";
			case VXU -> "VXU_V04";
		};
	}

}

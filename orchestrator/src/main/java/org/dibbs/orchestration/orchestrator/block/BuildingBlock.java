package org.dibbs.orchestration.orchestrator.block;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The services that can work on a message, with the keys that configs know them by.
 */
public enum BuildingBlock {

	/** Checks eCRs against the eICR rules. */
	VALIDATION("validation"),

	/** Makes FHIR bundles of CDA and HL7 v2. */
	FHIR_CONVERTER("fhir_converter"),

	/** Standardises and geocodes what a bundle says of a patient. */
	INGESTION("ingestion"),

	/** Picks values out of a bundle, or makes a PHDC document of it. */
	MESSAGE_PARSER("message_parser"),

	/** Marks resources with the conditions they are evidence of. */
	TRIGGER_CODE_REFERENCE("trigger_code_reference"),

	/** Stores eCRs to be looked at. */
	ECR_VIEWER("save_bundle", "save_metadata");

	private final List<String> serviceKeys;

	BuildingBlock(String... serviceKeys) {
		this.serviceKeys = List.of(serviceKeys);
	}

	/**
	 * The names configs call the service by.
	 * @return at least one key
	 */
	public List<String> serviceKeys() {
		return this.serviceKeys;
	}

	/**
	 * The service that a step names.
	 * @param serviceKey the step's service
	 * @return the service, or null where there is none
	 */
	public static @Nullable BuildingBlock of(String serviceKey) {
		return Arrays.stream(values())
			.filter((block) -> block.serviceKeys.contains(serviceKey))
			.findFirst()
			.orElse(null);
	}

}

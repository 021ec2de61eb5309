package org.dibbs.orchestration.orchestrator.block;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A service that can work on a message, with the keys that configs know it by. Six come
 * with the software, an operator may declare more. Each is one object, which stands for
 * the service as long as the worker runs; for use by many threads.
 */
public final class BuildingBlock {

	/** Checks eCRs against the eICR rules. */
	public static final BuildingBlock VALIDATION = shipped("VALIDATION_URL", BuildingBlockProperties.Url::validation,
			"validation");

	/** Makes FHIR bundles of CDA and HL7 v2. */
	public static final BuildingBlock FHIR_CONVERTER = shipped("FHIR_CONVERTER_URL",
			BuildingBlockProperties.Url::fhirConverter, "fhir_converter");

	/** Standardises and geocodes what a bundle says of a patient. */
	public static final BuildingBlock INGESTION = shipped("INGESTION_URL", BuildingBlockProperties.Url::ingestion,
			"ingestion");

	/** Picks values out of a bundle, or makes a PHDC document of it. */
	public static final BuildingBlock MESSAGE_PARSER = shipped("MESSAGE_PARSER_URL",
			BuildingBlockProperties.Url::messageParser, "message_parser");

	/** Marks resources with the conditions they are evidence of. */
	public static final BuildingBlock TRIGGER_CODE_REFERENCE = shipped("TRIGGER_CODE_REFERENCE_URL",
			BuildingBlockProperties.Url::triggerCodeReference, "trigger_code_reference");

	/** Stores eCRs to be looked at. */
	public static final BuildingBlock ECR_VIEWER = shipped("ECR_VIEWER_URL", BuildingBlockProperties.Url::ecrViewer,
			"save_bundle", "save_metadata");

	/** Those that come with the software. */
	static final List<BuildingBlock> SHIPPED = List.of(VALIDATION, FHIR_CONVERTER, INGESTION, MESSAGE_PARSER,
			TRIGGER_CODE_REFERENCE, ECR_VIEWER);

	private final List<String> serviceKeys;

	private final String urlSetting;

	private final String healthPath;

	private final Function<BuildingBlockProperties.Url, @Nullable BlockAddress> address;

	private BuildingBlock(List<String> serviceKeys, String urlSetting, String healthPath,
			Function<BuildingBlockProperties.Url, @Nullable BlockAddress> address) {
		this.serviceKeys = serviceKeys;
		this.urlSetting = urlSetting;
		this.healthPath = healthPath;
		this.address = address;
	}

	private static BuildingBlock shipped(String urlSetting,
			Function<BuildingBlockProperties.Url, @Nullable String> setting, String... serviceKeys) {
		return new BuildingBlock(List.of(serviceKeys), urlSetting, "/", (urls) -> {
			String url = setting.apply(urls);
			return (url != null && !url.isBlank()) ? BlockAddress.of(urlSetting, url) : null;
		});
	}

	/**
	 * A service that an operator declares.
	 * @param serviceKey the name configs call it by
	 * @param url its base URL
	 * @param urlSetting where the URL is set, for errors
	 * @param healthPath what is asked for below the base URL to find out whether the
	 * service is there
	 * @return the service
	 * @throws IllegalArgumentException if the URL is no http or https URL; the text never
	 * quotes it
	 */
	public static BuildingBlock declared(String serviceKey, String url, String urlSetting, String healthPath) {
		BlockAddress address = BlockAddress.of(urlSetting, url);
		return new BuildingBlock(List.of(serviceKey), urlSetting, healthPath, (urls) -> address);
	}

	/**
	 * Whether a service that comes with the software has a key.
	 * @param serviceKey any text
	 * @return true if no other service can have it
	 */
	public static boolean isShipped(String serviceKey) {
		return SHIPPED.stream().anyMatch((block) -> block.serviceKeys.contains(serviceKey));
	}

	/**
	 * The names configs call the service by.
	 * @return at least one key
	 */
	public List<String> serviceKeys() {
		return this.serviceKeys;
	}

	/** The setting that tells the service's base URL. */
	String urlSetting() {
		return this.urlSetting;
	}

	/**
	 * What is asked for, below the base URL, to find out whether the service is there.
	 */
	String healthPath() {
		return this.healthPath;
	}

	/** Where the service is, or null where the settings do not say. */
	@Nullable BlockAddress address(BuildingBlockProperties.Url urls) {
		return this.address.apply(urls);
	}

	/** The first of its keys. */
	@Override
	public String toString() {
		return this.serviceKeys.getFirst();
	}

}

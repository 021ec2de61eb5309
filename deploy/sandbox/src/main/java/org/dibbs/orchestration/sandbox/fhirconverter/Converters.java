package org.dibbs.orchestration.sandbox.fhirconverter;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.fhir.FhirRuntime;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.dibbs.orchestration.sandbox.fhirconverter.eicr.EicrConverter;
import org.dibbs.orchestration.sandbox.fhirconverter.hl7v2.Hl7V2Converter;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * Converts a message of any kind into a FHIR bundle. Safe for any number of threads.
 */
public final class Converters {

	private final FhirRuntime fhir;

	private final EicrConverter eicr = new EicrConverter();

	private final Hl7V2Converter hl7v2 = new Hl7V2Converter();

	/**
	 * Creates the converters.
	 * @param fhir what writes the bundles
	 */
	public Converters(FhirRuntime fhir) {
		this.fhir = fhir;
	}

	/**
	 * Converts a message.
	 * @param type ecr, elr, vxu or fhir
	 * @param message the message
	 * @param rrData an eCR's reportability response, or null
	 * @return the bundle; a message that is FHIR already comes back as it is
	 * @throws ConversionFailedException if the message is not of its type
	 */
	public ObjectNode convert(String type, String message, @Nullable String rrData) throws ConversionFailedException {
		return switch (type) {
			case "ecr" -> this.fhir.write(this.eicr.convert(message, rrData));
			case "elr", "vxu" -> this.fhir.write(this.hl7v2.convert(message, type));
			default -> readFhir(message);
		};
	}

	private static ObjectNode readFhir(String message) throws ConversionFailedException {
		try {
			JsonNode node = Json.read(message);
			if (node instanceof ObjectNode object && BundleJson.isFhir(object)) {
				return object;
			}
		}
		catch (IOException ex) {
			throw new ConversionFailedException("The message is not JSON");
		}
		throw new ConversionFailedException("The message is not FHIR");
	}

}

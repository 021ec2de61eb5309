package org.dibbs.orchestration.sandbox.messageparser;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.FhirRuntime;
import org.dibbs.orchestration.sandbox.fhirconverter.Converters;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.FieldError;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * {@code /parse_message}: reads the fields of a named schema from a message. A message
 * that is not FHIR is converted first, here and not by a call to another service.
 */
public final class ParseMessageEndpoint implements JsonHandler {

	private static final List<String> FORMATS = List.of("fhir", "ecr", "elr", "vxu");

	private final FhirRuntime fhir;

	private final Converters converters;

	private final SchemaCatalog schemas;

	/**
	 * Creates the endpoint.
	 * @param fhir what evaluates expressions
	 * @param converters what makes FHIR of other messages
	 */
	public ParseMessageEndpoint(FhirRuntime fhir, Converters converters) {
		this.fhir = fhir;
		this.converters = converters;
		this.schemas = new SchemaCatalog(fhir);
	}

	/**
	 * Compiles all schemas, so that the first call need not.
	 */
	public void warmUp() {
		SchemaCatalog.NAMES.forEach(this.schemas::find);
	}

	@Override
	public Answer handle(RequestBody request) {
		String format = request.choice("message_format", FORMATS);
		String name = request.text("parsing_schema_name", "");
		JsonNode message = request.get("message");
		if (!message.isObject()) {
			request.text("message");
		}
		if (name.isEmpty()) {
			request.note(FieldError.of("__root__", "Values for 'parsing_schema' and 'parsing_schema_name' have not "
					+ "been provided. One, but not both, of these values is required.", "value_error"));
		}
		request.rejectIfInvalid();
		Map<String, SchemaField> schema = this.schemas.find(name);
		if (schema == null) {
			return answer(400, "A schema with the name '" + name + "' could not be found.", null);
		}
		try {
			return answer(200, "Parsing succeeded!", read(schema, bundle(format, message)));
		}
		catch (ConversionFailedException ex) {
			return answer(400, "Failed to convert to FHIR: " + ex.getMessage(), null);
		}
	}

	private Bundle bundle(String format, JsonNode message) throws ConversionFailedException {
		return this.fhir.read((message instanceof ObjectNode object) ? object
				: this.converters.convert(format, message.asText(), null));
	}

	private ObjectNode read(Map<String, SchemaField> schema, Bundle bundle) {
		ObjectNode values = Json.object();
		schema.forEach((name, field) -> values.set(name, field.read(this.fhir, bundle)));
		return values;
	}

	private static Answer answer(int status, String message, @Nullable ObjectNode values) {
		ObjectNode node = Json.object().put("message", message);
		node.set("parsed_values", (values != null) ? values : Json.object());
		return Answer.json(status, node);
	}

}

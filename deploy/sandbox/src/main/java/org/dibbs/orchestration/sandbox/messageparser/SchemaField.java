package org.dibbs.orchestration.sandbox.messageparser;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ca.uhn.fhir.fhirpath.IFhirPath.IParsedExpression;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dibbs.orchestration.sandbox.fhir.FhirRuntime;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.IdType;

/**
 * How one field is read: a text made of all that its expression yields, or a list with an
 * object for each.
 */
sealed interface SchemaField {

	/**
	 * Reads the field.
	 * @param fhir what evaluates expressions
	 * @param focus where expressions start
	 * @return the field's value, a JSON null for a text of nothing
	 */
	JsonNode read(FhirRuntime fhir, IBase focus);

	/**
	 * A text; more than one value are joined by commas, as the real service joins them.
	 *
	 * @param expression where the values are
	 */
	record Text(IParsedExpression expression) implements SchemaField {

		@Override
		public JsonNode read(FhirRuntime fhir, IBase focus) {
			List<IBase> values = fhir.evaluate(this.expression, focus);
			String text = values.stream().map(Text::text).filter((s) -> !s.isEmpty()).collect(Collectors.joining(","));
			return text.isEmpty() ? Json.object().nullNode() : Json.object().textNode(text);
		}

		private static String text(IBase value) {
			if (value instanceof IdType id) {
				return (id.getIdPart() != null) ? id.getIdPart() : "";
			}
			String text = (value instanceof IPrimitiveType<?> primitive) ? primitive.getValueAsString() : null;
			return (text != null) ? text : "";
		}

	}

	/**
	 * A list of objects.
	 *
	 * @param expression what there is an object for each of
	 * @param fields the object's members, read from there on
	 */
	record Each(IParsedExpression expression, Map<String, SchemaField> fields) implements SchemaField {

		@Override
		public JsonNode read(FhirRuntime fhir, IBase focus) {
			ArrayNode list = Json.object().arrayNode();
			for (IBase item : fhir.evaluate(this.expression, focus)) {
				ObjectNode object = list.addObject();
				this.fields.forEach((name, field) -> object.set(name, field.read(fhir, item)));
			}
			return list;
		}

	}

}

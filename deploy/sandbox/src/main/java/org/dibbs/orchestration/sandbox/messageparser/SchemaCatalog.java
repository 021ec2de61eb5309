package org.dibbs.orchestration.sandbox.messageparser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.dibbs.orchestration.sandbox.fhir.FhirRuntime;
import org.dibbs.orchestration.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that come with the program, compiled at their first use. In a schema a text
 * is the FHIRPath of a field, an object with {@code each} and {@code fields} a list. Safe
 * for any number of threads.
 */
final class SchemaCatalog {

	static final List<String> NAMES = List.of("ecr.json", "core.json", "extended.json", "ecr_viewer_metadata.json",
			"philly_ecr.json");

	private final FhirRuntime fhir;

	private final Map<String, Map<String, SchemaField>> compiled = new ConcurrentHashMap<>();

	SchemaCatalog(FhirRuntime fhir) {
		this.fhir = fhir;
	}

	/**
	 * Finds a schema.
	 * @param name its name
	 * @return its fields in order, or null if there is none of that name
	 */
	@Nullable Map<String, SchemaField> find(String name) {
		// Only known names are looked for: a name is a caller's and may be a path.
		return NAMES.contains(name) ? this.compiled.computeIfAbsent(name, this::load) : null;
	}

	/**
	 * Compiles a schema.
	 * @param schema its JSON
	 * @return its fields in order
	 * @throws IllegalArgumentException if an expression is no FHIRPath
	 */
	Map<String, SchemaField> compile(JsonNode schema) {
		Map<String, SchemaField> fields = new LinkedHashMap<>();
		schema.properties().forEach((member) -> fields.put(member.getKey(), field(member.getValue())));
		return fields;
	}

	private SchemaField field(JsonNode node) {
		if (node.has("each")) {
			return new SchemaField.Each(this.fhir.compile(node.path("each").asText()), compile(node.path("fields")));
		}
		return new SchemaField.Text(this.fhir.compile(node.asText()));
	}

	private Map<String, SchemaField> load(String name) {
		try (InputStream in = SchemaCatalog.class.getResourceAsStream("schemas/" + name)) {
			if (in == null) {
				throw new IllegalStateException(name + " is not in the program");
			}
			return compile(Json.read(in.readAllBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

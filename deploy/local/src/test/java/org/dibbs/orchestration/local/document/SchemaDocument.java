package org.dibbs.orchestration.local.document;

import java.util.List;
import java.util.Map;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A document that holds JSON Schemas somewhere in it, as OpenAPI and AsyncAPI documents
 * do.
 */
public final class SchemaDocument {

	private static final String ID = "urn:dibbs:document";

	private final JsonNode root;

	private final SchemaRegistry schemas;

	private SchemaDocument(JsonNode root) {
		this.root = root;
		this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(builder) -> builder.schemas(Map.of(ID, root.toString())));
	}

	public static SchemaDocument ofYaml(String text) {
		return new SchemaDocument(YAMLMapper.shared().readTree(text));
	}

	public static SchemaDocument ofJson(String text) {
		return new SchemaDocument(JsonMapper.shared().readTree(text));
	}

	public JsonNode root() {
		return this.root;
	}

	/**
	 * What a node says, after one reference to another place of the document at most.
	 */
	public JsonNode resolve(JsonNode node) {
		JsonNode reference = node.path("$ref");
		return reference.isString() ? this.root.at(reference.asString().substring(1)) : node;
	}

	/**
	 * What is wrong with a value.
	 * @param pointer the place of the schema, such as {@code /components/schemas/key}
	 * @param json the value
	 * @return places and keywords, without anything of the value; empty where it is right
	 */
	public List<String> errors(String pointer, String json) {
		return this.schemas.getSchema(SchemaLocation.of(ID + "#" + pointer))
			.validate(json, InputFormat.JSON,
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map((error) -> error.getInstanceLocation() + " " + error.getKeyword())
			.toList();
	}

}

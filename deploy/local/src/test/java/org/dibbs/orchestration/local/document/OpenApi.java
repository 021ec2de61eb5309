package org.dibbs.orchestration.local.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document of a gateway.
 */
public final class OpenApi {

	private static final String PREFIX = "/orchestration";

	private final SchemaDocument document;

	private OpenApi(SchemaDocument document) {
		this.document = document;
	}

	/**
	 * A document.
	 * @param json what a gateway serves
	 */
	public static OpenApi of(String json) {
		return new OpenApi(SchemaDocument.ofJson(json));
	}

	public JsonNode root() {
		return this.document.root();
	}

	/**
	 * What a node says, or what it refers to.
	 */
	public JsonNode resolve(JsonNode node) {
		return this.document.resolve(node);
	}

	/**
	 * What the document does not say of an answer.
	 * @param method the verb of the request
	 * @param path its path, with query
	 * @param status the status of the answer
	 * @param contentType its content type, or nothing
	 * @param body its body
	 * @return nothing where all is described
	 */
	public List<String> errors(String method, String path, int status, String contentType, String body) {
		String template = template(path);
		if (template == null) {
			return (status == 404 || status == 400) ? List.of() : List.of("the path is not described");
		}
		String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
		String pointer = "/paths/" + escaped(template) + "/" + verb;
		if (root().at(pointer).isMissingNode()) {
			return (status == 405 || status == 404 || method.equals("OPTIONS")) ? List.of()
					: List.of("the verb is not described");
		}
		String response = response(pointer + "/responses", status);
		if (response == null) {
			return List.of("the status " + status + " is not described");
		}
		return content(response, contentType, body);
	}

	private List<String> content(String response, String contentType, String body) {
		JsonNode content = root().at(response).path("content");
		if (content.isMissingNode() || body.isEmpty()) {
			return body.isEmpty() ? List.of() : List.of("a body is not described");
		}
		String type = contentType.split(";", 2)[0];
		if (content.path(type).isMissingNode()) {
			return List.of("the content type " + type + " is not described");
		}
		String schema = response + "/content/" + escaped(type) + "/schema";
		return type.endsWith("json") ? this.document.errors(schema, body) : List.of();
	}

	private @Nullable String response(String responses, int status) {
		for (String name : List.of(Integer.toString(status), status / 100 + "XX", "default")) {
			JsonNode response = root().at(responses + "/" + name);
			if (!response.isMissingNode()) {
				JsonNode reference = response.path("$ref");
				return reference.isString() ? reference.asString().substring(1) : responses + "/" + name;
			}
		}
		return null;
	}

	private @Nullable String template(String pathAndQuery) {
		String path = pathAndQuery.split("\\?", 2)[0];
		String bare = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
		List<String> fitting = new ArrayList<>();
		for (String template : root().path("paths").propertyNames()) {
			if (bare.equals(template) || (bare.isEmpty() && template.equals("/"))) {
				return template;
			}
			if (bare.matches(template.replaceAll("\\{[^}]*\\}", "[^/]+"))) {
				fitting.add(template);
			}
		}
		return fitting.isEmpty() ? null : fitting.getFirst();
	}

	/**
	 * The operations.
	 * @return each verb by its path
	 */
	public List<Map.Entry<String, String>> operations() {
		List<Map.Entry<String, String>> operations = new ArrayList<>();
		root().path("paths")
			.properties()
			.forEach((path) -> List.of("get", "put", "post", "delete")
				.stream()
				.filter(path.getValue()::has)
				.forEach((verb) -> operations.add(Map.entry(path.getKey(), verb))));
		return operations;
	}

	/**
	 * An operation.
	 */
	public JsonNode operation(String path, String verb) {
		return root().at("/paths/" + escaped(path) + "/" + verb);
	}

	private static String escaped(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

}

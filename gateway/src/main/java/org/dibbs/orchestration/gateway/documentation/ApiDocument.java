package org.dibbs.orchestration.gateway.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * The OpenAPI document of the gateway. It is written by hand, in parts that each hold
 * what belongs together, and put together when it is created.
 */
final class ApiDocument {

	/** In the order in which the paths are shown. */
	static final List<String> PARTS = List.of("document.yaml", "messages.yaml", "message-answers.yaml",
			"submissions.yaml", "replays.yaml", "audit.yaml", "configs.yaml", "config-schemas.yaml", "service.yaml",
			"errors.yaml", "examples.yaml");

	private final byte[] json;

	ApiDocument() {
		Map<String, Object> document = new LinkedHashMap<>();
		for (String part : PARTS) {
			merge(document, read(part), part);
		}
		this.json = JsonMapper.shared().writeValueAsBytes(document);
	}

	/**
	 * The document.
	 * @return JSON in UTF-8, not to be written to
	 */
	byte[] json() {
		return this.json;
	}

	private static Map<String, Object> read(String part) {
		try (InputStream yaml = new ClassPathResource("openapi/" + part).getInputStream()) {
			return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The part " + part + " of the OpenAPI document cannot be read", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static void merge(Map<String, Object> into, Map<String, Object> part, String name) {
		part.forEach((key, value) -> into.merge(key, value, (first, second) -> {
			if (!(first instanceof Map) || !(second instanceof Map)) {
				throw new IllegalStateException(
						"'" + key + "' stands twice in the OpenAPI document, the second time in " + name);
			}
			merge((Map<String, Object>) first, (Map<String, Object>) second, name);
			return first;
		}));
	}

}

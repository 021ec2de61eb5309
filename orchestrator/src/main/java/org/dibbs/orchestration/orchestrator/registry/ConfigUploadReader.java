package org.dibbs.orchestration.orchestrator.registry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonSyntaxException;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the body of an upload and finds all that is wrong with it, unknown services and
 * endpoints included.
 */
@Component
class ConfigUploadReader {

	private static final JsonFragment BODY = JsonFragment.string("body");

	// as upstream: what pydantic takes for a bool
	private static final Map<String, Boolean> FLAGS = Map.ofEntries(Map.entry("true", true), Map.entry("1", true),
			Map.entry("yes", true), Map.entry("on", true), Map.entry("t", true), Map.entry("y", true),
			Map.entry("false", false), Map.entry("0", false), Map.entry("no", false), Map.entry("off", false),
			Map.entry("f", false), Map.entry("n", false));

	private static final List<String> RESERVED = List.of("schema.json");

	private static final int MOST_ERRORS = 100;

	private final EndpointCatalog catalog;

	ConfigUploadReader(EndpointCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Reads an upload.
	 * @param name the name the caller gives the config, any text
	 * @param contentType what the caller says the body is, or null
	 * @param body the body
	 * @return the config, or what is wrong
	 */
	ConfigUpload read(String name, @Nullable String contentType, byte[] body) {
		List<ConfigError> errors = new ArrayList<>();
		checkName(name, errors);
		Content content = (body.length == 0) ? wrong(errors, ConfigError.missing(List.of(BODY)))
				: read(name, JsonFragment.of(body), contentType, errors);
		return (content != null && errors.isEmpty())
				? new ConfigUpload.Valid(new ConfigName(name), content.config, content.overwrite)
				: new ConfigUpload.Invalid(shortened(errors));
	}

	// A body of 1 MB can have errors for 40 MB.
	private static List<ConfigError> shortened(List<ConfigError> errors) {
		if (errors.size() <= MOST_ERRORS) {
			return List.copyOf(errors);
		}
		List<ConfigError> first = new ArrayList<>(errors.subList(0, MOST_ERRORS));
		first.add(ConfigError.value(List.of(BODY), (errors.size() - MOST_ERRORS) + " more errors are not listed"));
		return List.copyOf(first);
	}

	private static void checkName(String name, List<ConfigError> errors) {
		List<JsonFragment> loc = List.of(JsonFragment.string("path"), JsonFragment.string("processing_config_name"));
		if (!ConfigName.isValid(name)) {
			errors.add(ConfigError.value(loc, "a config's name has letters, digits, '.', '-' and '_', begins with a"
					+ " letter or digit and has at most 255 characters"));
		}
		else if (RESERVED.contains(name)) {
			errors.add(ConfigError.value(loc, "the name '" + name + "' is the address of something else"));
		}
	}

	private @Nullable Content read(String name, JsonFragment body, @Nullable String contentType,
			List<ConfigError> errors) {
		if (!isJson(contentType)) {
			return wrong(errors, ConfigError.notDict(List.of(BODY)));
		}
		if (!isUtf8(body)) {
			return wrong(errors, ConfigError.notJson(List.of(BODY, JsonFragment.literal("0"))));
		}
		try {
			ConfigValues values = ConfigValues.of(List.of(BODY), body, errors);
			JsonFragment document = (values != null) ? values.required("workflow") : null;
			if (values == null || document == null) {
				return null;
			}
			boolean overwrite = overwrite(values, errors);
			WorkflowConfig config = parse(name, document, values.at("workflow"), errors);
			return (config != null) ? new Content(config, overwrite) : null;
		}
		catch (JsonSyntaxException ex) {
			return wrong(errors,
					ConfigError.notJson(List.of(BODY, JsonFragment.literal(Integer.toString(ex.offset())))));
		}
	}

	private @Nullable WorkflowConfig parse(String name, JsonFragment document, List<JsonFragment> loc,
			List<ConfigError> errors) {
		try {
			WorkflowConfig config = WorkflowConfigParser.parse(name, WorkflowConfig.SHIPPED, document);
			for (int i = 0; i < config.steps().size(); i++) {
				check(config.steps().get(i), i, loc, errors);
			}
			return config;
		}
		catch (InvalidConfigException ex) {
			ex.errors().forEach((error) -> errors.add(error.within(loc)));
			return null;
		}
	}

	private void check(StepConfig step, int index, List<JsonFragment> loc, List<ConfigError> errors) {
		try {
			this.catalog.check(step.service(), step.endpoint());
		}
		catch (StepInputException ex) {
			String key = this.catalog.hasService(step.service()) ? "endpoint" : "service";
			List<JsonFragment> place = List.of(JsonFragment.string("workflow"),
					JsonFragment.literal(Integer.toString(index)), JsonFragment.string(key));
			errors.add(ConfigError.value(place, "step " + (index + 1) + " (" + step.name() + "): " + ex.getMessage())
				.within(loc));
		}
	}

	private static boolean overwrite(ConfigValues values, List<ConfigError> errors) {
		JsonFragment given = values.optional("overwrite");
		if (given == null) {
			return false;
		}
		Boolean flag = (given.length() < 10) ? FLAGS.get(given.text().toLowerCase(Locale.ROOT)) : null;
		if (flag == null) {
			errors.add(ConfigError.notBoolean(values.at("overwrite")));
		}
		return flag != null && flag;
	}

	// as upstream: without a type it is taken for JSON
	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null || contentType.isBlank()) {
			return true;
		}
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

	// What is no UTF-8 could not be given back unchanged.
	private static boolean isUtf8(JsonFragment body) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.bytes()));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private static @Nullable Content wrong(List<ConfigError> errors, ConfigError error) {
		errors.add(error);
		return null;
	}

	/** What a body holds. */
	private record Content(WorkflowConfig config, boolean overwrite) {

	}

}

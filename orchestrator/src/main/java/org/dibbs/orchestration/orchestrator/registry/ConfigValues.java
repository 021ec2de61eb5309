package org.dibbs.orchestration.orchestrator.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a config, read as the types they must have. An optional
 * member that is null is as good as none. What is wrong goes into a list, and something
 * harmless is given in its place, so that one reading finds all errors.
 */
final class ConfigValues {

	private final List<JsonFragment> loc;

	private final Map<String, JsonFragment> members;

	private final List<ConfigError> errors;

	private ConfigValues(List<JsonFragment> loc, Map<String, JsonFragment> members, List<ConfigError> errors) {
		this.loc = loc;
		this.members = members;
		this.errors = errors;
	}

	/**
	 * Takes an object apart.
	 * @param loc where it stands
	 * @param value the object
	 * @param errors where errors go
	 * @return its members, or null if it is no object
	 */
	static @Nullable ConfigValues of(List<JsonFragment> loc, JsonFragment value, List<ConfigError> errors) {
		Map<String, JsonFragment> members = JsonMembers.of(value);
		if (members == null) {
			errors.add(ConfigError.notDict(loc));
			return null;
		}
		return new ConfigValues(loc, members, errors);
	}

	String text(String key) {
		JsonFragment value = required(key);
		return (value != null) ? text(at(key), value) : "";
	}

	@Nullable String optionalText(String key) {
		JsonFragment value = optional(key);
		return (value != null) ? text(at(key), value) : null;
	}

	boolean flag(String key, boolean otherwise) {
		JsonFragment value = optional(key);
		if (value == null) {
			return otherwise;
		}
		String json = value.json();
		if (!json.equals("true") && !json.equals("false")) {
			this.errors.add(ConfigError.notBoolean(at(key)));
		}
		return json.equals("true");
	}

	@Nullable Boolean optionalFlag(String key) {
		return (optional(key) != null) ? flag(key, false) : null;
	}

	/**
	 * The members of an object.
	 * @param key its key
	 * @return its members; null where there is none, or it is no object
	 */
	@Nullable ConfigValues optionalValues(String key) {
		JsonFragment value = optional(key);
		return (value != null) ? of(at(key), value, this.errors) : null;
	}

	/**
	 * Notes that a value cannot be.
	 * @param key its key
	 * @param message what it should be
	 */
	void wrong(String key, String message) {
		this.errors.add(ConfigError.value(at(key), message));
	}

	List<JsonFragment> requiredElements(String key) {
		JsonFragment value = required(key);
		int before = this.errors.size();
		List<JsonFragment> elements = (value != null) ? elements(key, value) : List.of();
		if (value != null && elements.isEmpty() && this.errors.size() == before) {
			this.errors.add(ConfigError.emptyList(at(key)));
		}
		return elements;
	}

	List<String> texts(String key) {
		JsonFragment value = optional(key);
		List<JsonFragment> elements = (value != null) ? elements(key, value) : List.of();
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < elements.size(); i++) {
			texts.add(text(with(at(key), JsonFragment.literal(Integer.toString(i))), elements.get(i)));
		}
		return texts;
	}

	Map<String, JsonFragment> object(String key) {
		JsonFragment value = optional(key);
		Map<String, JsonFragment> object = (value != null) ? JsonMembers.of(value) : Map.of();
		if (object == null) {
			this.errors.add(ConfigError.notDict(at(key)));
			return Map.of();
		}
		return object;
	}

	Map<String, String> textsByName(String key) {
		Map<String, String> texts = new LinkedHashMap<>();
		object(key).forEach((name, value) -> texts.put(name, text(with(at(key), JsonFragment.string(name)), value)));
		return texts;
	}

	List<JsonFragment> at(String key) {
		return with(this.loc, JsonFragment.string(key));
	}

	@Nullable JsonFragment required(String key) {
		JsonFragment value = this.members.get(key);
		if (value == null) {
			this.errors.add(ConfigError.missing(at(key)));
			return null;
		}
		if (value.isNull()) {
			this.errors.add(ConfigError.nullValue(at(key)));
			return null;
		}
		return value;
	}

	@Nullable JsonFragment optional(String key) {
		JsonFragment value = this.members.get(key);
		return (value != null && !value.isNull()) ? value : null;
	}

	static List<JsonFragment> with(List<JsonFragment> loc, JsonFragment part) {
		List<JsonFragment> longer = new ArrayList<>(loc);
		longer.add(part);
		return List.copyOf(longer);
	}

	private List<JsonFragment> elements(String key, JsonFragment value) {
		List<JsonFragment> elements = JsonMembers.elements(value);
		if (elements == null) {
			this.errors.add(ConfigError.notList(at(key)));
			return List.of();
		}
		return elements;
	}

	private String text(List<JsonFragment> place, JsonFragment value) {
		if (!value.isString()) {
			this.errors.add(value.isNull() ? ConfigError.nullValue(place) : ConfigError.notText(place));
			return "";
		}
		String text = value.text();
		if (text.isEmpty()) {
			this.errors.add(ConfigError.emptyText(place));
		}
		return text;
	}

}

package org.dibbs.orchestration.orchestrator.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a config, read as the types they must have. A member that
 * is null is as good as none.
 */
final class ConfigValues {

	private final String place;

	private final Map<String, JsonFragment> members;

	private ConfigValues(String place, Map<String, JsonFragment> members) {
		this.place = place;
		this.members = members;
	}

	/**
	 * Takes an object apart.
	 * @param place what it is, for error texts
	 * @param value the object
	 * @return its members
	 * @throws InvalidConfigException if it is no object
	 */
	static ConfigValues of(String place, JsonFragment value) {
		Map<String, JsonFragment> members = JsonMembers.of(value);
		if (members == null) {
			throw new InvalidConfigException(place + " must be an object");
		}
		return new ConfigValues(place, members);
	}

	String text(String key) {
		String text = optionalText(key);
		if (text == null) {
			throw invalid(key, "is missing");
		}
		return text;
	}

	@Nullable String optionalText(String key) {
		JsonFragment value = get(key);
		return (value != null) ? text(key, value) : null;
	}

	boolean flag(String key, boolean otherwise) {
		JsonFragment value = get(key);
		if (value == null) {
			return otherwise;
		}
		return switch (value.json()) {
			case "true" -> true;
			case "false" -> false;
			default -> throw invalid(key, "must be true or false");
		};
	}

	List<JsonFragment> elements(String key) {
		JsonFragment value = get(key);
		List<JsonFragment> elements = (value != null) ? JsonMembers.elements(value) : List.of();
		if (elements == null) {
			throw invalid(key, "must be a list");
		}
		return elements;
	}

	List<String> texts(String key) {
		return elements(key).stream().map((element) -> text(key, element)).toList();
	}

	Map<String, JsonFragment> object(String key) {
		JsonFragment value = get(key);
		Map<String, JsonFragment> object = (value != null) ? JsonMembers.of(value) : Map.of();
		if (object == null) {
			throw invalid(key, "must be an object");
		}
		return object;
	}

	Map<String, String> textsByName(String key) {
		Map<String, String> texts = new LinkedHashMap<>();
		object(key).forEach((name, value) -> texts.put(name, text(key, value)));
		return texts;
	}

	private @Nullable JsonFragment get(String key) {
		JsonFragment value = this.members.get(key);
		return (value != null && !value.isNull()) ? value : null;
	}

	private String text(String key, JsonFragment value) {
		if (!value.isString() || value.text().isEmpty()) {
			throw invalid(key, "must hold text");
		}
		return value.text();
	}

	InvalidConfigException invalid(String key, String problem) {
		return new InvalidConfigException(this.place + ": '" + key + "' " + problem);
	}

}

package org.dibbs.orchestration.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code deploy/compose.yaml} with its {@code .env}, as far as it can be understood
 * without an engine.
 */
final class Compose {

	static final Path FOLDER = Path.of("..");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:[-?])?");

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");

	private final String text = read(FOLDER.resolve("compose.yaml"));

	private final Map<String, String> defaults = defaults(FOLDER.resolve(".env"));

	private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();

	Compose() {
		Object root = new Load(LoadSettings.builder().build()).loadFromString(this.text);
		map(map(root).get("services")).forEach((name, service) -> this.services.put(name, map(service)));
	}

	Map<String, Map<String, Object>> services() {
		return this.services;
	}

	Map<String, Object> service(String name) {
		return this.services.getOrDefault(name, Map.of());
	}

	Map<String, String> defaults() {
		return this.defaults;
	}

	/** The services that start with this profile. */
	Set<String> startedWith(String profile) {
		return this.services.entrySet()
			.stream()
			.filter((service) -> strings(service.getValue().get("profiles")).allMatch(profile::equals))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The variables that have no value where the environment has none. */
	Set<String> variablesWithoutValue() {
		return variables((found) -> found.group(2) == null && !this.defaults.containsKey(found.group(1)));
	}

	/** The variables that have to be in the environment. */
	Set<String> required() {
		return variables((found) -> ":?".equals(found.group(2)));
	}

	Set<String> variables() {
		return variables((found) -> true);
	}

	private Set<String> variables(java.util.function.Predicate<MatchResult> which) {
		return VARIABLE.matcher(COMMENT.matcher(this.text).replaceAll(""))
			.results()
			.filter(which)
			.map((found) -> found.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** A text with the values that hold where the environment has none. */
	String interpolated(String value) {
		return Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::-([^}]*))?}")
			.matcher(value)
			.replaceAll((found) -> java.util.regex.Matcher.quoteReplacement(this.defaults.getOrDefault(found.group(1),
					(found.group(2) != null) ? found.group(2) : found.group())));
	}

	static Stream<String> strings(Object value) {
		return (value instanceof List<?> list) ? list.stream().map(String::valueOf) : Stream.empty();
	}

	/** A mapping, with what its {@code <<} brings along. */
	static Map<String, Object> map(Object value) {
		Map<String, Object> merged = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			if (map.get("<<") != null) {
				merged.putAll(map(map.get("<<")));
			}
			map.forEach((key, entry) -> merged.put(String.valueOf(key), entry));
			merged.remove("<<");
		}
		return merged;
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> defaults(Path file) {
		Properties properties = new Properties();
		try (var reader = Files.newBufferedReader(file)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties.stringPropertyNames()
			.stream()
			.collect(Collectors.toMap((name) -> name, properties::getProperty));
	}

}

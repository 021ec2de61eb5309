package org.dibbs.orchestration.orchestrator.block.declared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * The operator's file: YAML, or JSON, which YAML includes, with placeholders such as
 * {@code ${DEDUPLICATION_URL}} for what the environment knows.
 * <p>
 * It is no import of Spring's configuration: that would leave a misspelt key out of
 * account, and quote lines and values, which may hold credentials, where it fails.
 */
final class DeclarationFile {

	private static final String LIST = "building-blocks";

	private final Path path;

	private final Environment environment;

	DeclarationFile(Path path, Environment environment) {
		this.path = path;
		this.environment = environment;
	}

	/**
	 * Reads the file.
	 * @return its entries, of which only the form is checked
	 * @throws DeclarationException if it cannot be read or is of another form
	 */
	List<BlockDeclaration> read() {
		Binder binder = new Binder(ConfigurationPropertySources.from(load()),
				(value) -> (value instanceof String text) ? this.environment.resolveRequiredPlaceholders(text) : value);
		try {
			return binder
				.bind(LIST, Bindable.listOf(BlockDeclaration.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
				.orElseThrow(() -> wrong("it has no list '" + LIST + "' at its top"));
		}
		catch (BindException ex) {
			throw wrong(describe(ex).toArray(String[]::new));
		}
	}

	private PropertySource<?> load() {
		if (!Files.isRegularFile(this.path)) {
			throw wrong(Files.exists(this.path) ? "it is no file" : "there is no such file");
		}
		List<PropertySource<?>> documents;
		try {
			documents = new YamlPropertySourceLoader().load(LIST, new FileSystemResource(this.path));
		}
		catch (IOException ex) {
			throw wrong("it cannot be read (" + ex.getClass().getSimpleName() + ")");
		}
		catch (MarkedYAMLException ex) {
			throw wrong("it is no YAML" + ((ex.getProblemMark() != null) ? "; look at line "
					+ (ex.getProblemMark().getLine() + 1) + ", column " + (ex.getProblemMark().getColumn() + 1) : ""));
		}
		catch (RuntimeException ex) {
			throw wrong("it is no YAML (" + ex.getClass().getSimpleName() + ")");
		}
		if (documents.size() != 1) {
			throw wrong("it holds " + documents.size() + " YAML documents; expected one");
		}
		return documents.getFirst();
	}

	private static List<String> describe(BindException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnboundConfigurationPropertiesException unbound) {
				return unbound.getUnboundProperties()
					.stream()
					.map((property) -> property.getName() + line(property) + " is no setting of a building block")
					.toList();
			}
			if (cause instanceof PlaceholderResolutionException missing) {
				return List.of(failure.getName() + line(failure.getProperty()) + ": the environment has no "
						+ missing.getPlaceholder());
			}
		}
		return List.of(failure.getName() + line(failure.getProperty()) + " cannot be read; expected "
				+ expected(failure.getTarget().getType().resolve(Object.class)));
	}

	private static String expected(Class<?> type) {
		if (type == boolean.class) {
			return "true or false";
		}
		if (type.isEnum()) {
			return String.join(" or ",
					Arrays.stream(type.getEnumConstants())
						.map((value) -> value.toString().toLowerCase(Locale.ROOT))
						.toList());
		}
		return List.class.isAssignableFrom(type) ? "a list" : "one value";
	}

	private static String line(@Nullable ConfigurationProperty property) {
		Origin origin = (property != null) ? property.getOrigin() : null;
		if (origin instanceof PropertySourceOrigin outer) {
			origin = outer.getOrigin();
		}
		return (origin instanceof TextResourceOrigin place && place.getLocation() != null)
				? " (line " + (place.getLocation().getLine() + 1) + ")" : "";
	}

	private DeclarationException wrong(String... errors) {
		return new DeclarationException(this.path, new ArrayList<>(List.of(errors)));
	}

}

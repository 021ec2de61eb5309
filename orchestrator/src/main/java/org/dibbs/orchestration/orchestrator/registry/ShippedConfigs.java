package org.dibbs.orchestration.orchestrator.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.dibbs.orchestration.json.JsonFragment;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * The configs that come with the software, read once at start. Names given by callers are
 * looked up in a map and never become part of a path.
 */
@Component
class ShippedConfigs {

	private final SortedMap<String, WorkflowConfig> defaults = load("default");

	private final SortedMap<String, WorkflowConfig> custom = load("custom");

	/**
	 * A default config, which nobody can change.
	 * @param name any text
	 * @return the config, or null where there is none
	 */
	@Nullable WorkflowConfig findDefault(String name) {
		return this.defaults.get(name);
	}

	/**
	 * A config that is shipped as an example of a custom one.
	 * @param name any text
	 * @return the config, or null where there is none
	 */
	@Nullable WorkflowConfig findCustom(String name) {
		return this.custom.get(name);
	}

	List<String> defaultNames() {
		return names(this.defaults);
	}

	List<String> customNames() {
		return names(this.custom);
	}

	private static List<String> names(Map<String, WorkflowConfig> configs) {
		return Collections.unmodifiableList(new ArrayList<>(configs.keySet()));
	}

	private static SortedMap<String, WorkflowConfig> load(String kind) {
		SortedMap<String, WorkflowConfig> configs = new TreeMap<>();
		try {
			Resource[] resources = new PathMatchingResourcePatternResolver()
				.getResources("classpath*:configs/" + kind + "/*.json");
			for (Resource resource : resources) {
				WorkflowConfig config = load(resource);
				configs.put(config.name(), config);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The shipped configs cannot be read", ex);
		}
		Assert.state(!configs.isEmpty(), () -> "There are no shipped configs of kind " + kind);
		return configs;
	}

	private static WorkflowConfig load(Resource resource) throws IOException {
		String name = new ConfigName(String.valueOf(resource.getFilename())).value();
		try {
			return WorkflowConfigParser.parse(name, WorkflowConfig.SHIPPED,
					JsonFragment.literal(resource.getContentAsString(StandardCharsets.UTF_8).strip()));
		}
		catch (InvalidConfigException ex) {
			throw new IllegalStateException("The shipped config " + name + " is wrong: " + ex.getMessage(), ex);
		}
	}

}

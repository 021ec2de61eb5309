package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where workflow configs are found. For use by many threads.
 */
public interface ConfigRegistry {

	/**
	 * The config with a given name, in its current version. A custom one shadows a
	 * default of the same name. While the database is away, the last known version.
	 * @param name the name as a caller gave it, which may be any text
	 * @return the config, or null where there is none, or the text is no
	 * {@link ConfigName}
	 * @throws ConfigsUnavailableException if the database is away and nothing is known of
	 * the name, or the config in it cannot be read
	 */
	@Nullable WorkflowConfig find(String name);

	/**
	 * One version of a config, for a run that began with it.
	 * @param name the config's name, any text
	 * @param version the number of the version, from 0
	 * @return the config as it was then, or null where there is no such version or it is
	 * a deletion
	 * @throws ConfigsUnavailableException if the database is away, or the config in it
	 * cannot be read
	 */
	@Nullable WorkflowConfig find(String name, int version);

	/**
	 * The configs that come with the software and cannot be changed.
	 * @return their names, sorted
	 */
	List<String> defaultNames();

	/**
	 * The configs of this installation, of which some are shipped as examples.
	 * @return their names, sorted
	 */
	List<String> customNames();

}

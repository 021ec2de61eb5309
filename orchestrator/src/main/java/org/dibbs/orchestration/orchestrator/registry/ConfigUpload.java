package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;

/**
 * What a caller wants to store, read.
 */
sealed interface ConfigUpload {

	/**
	 * It is a config that can run.
	 *
	 * @param name the name it shall have
	 * @param config what it says
	 * @param overwrite whether it may take the place of another
	 */
	record Valid(ConfigName name, WorkflowConfig config, boolean overwrite) implements ConfigUpload {

	}

	/**
	 * It is none.
	 *
	 * @param errors all that is wrong
	 */
	record Invalid(List<ConfigError> errors) implements ConfigUpload {

	}

}

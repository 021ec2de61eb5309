package org.dibbs.orchestration.orchestrator.registry;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that a document is no workflow config: which steps or keys are wrong, and how.
 */
class InvalidConfigException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<ConfigError> errors;

	InvalidConfigException(List<ConfigError> errors) {
		super(errors.stream().map(ConfigError::toString).collect(Collectors.joining("; ")));
		this.errors = List.copyOf(errors);
	}

	/**
	 * All that is wrong.
	 * @return at least one error, located from the document's root
	 */
	List<ConfigError> errors() {
		return this.errors;
	}

}

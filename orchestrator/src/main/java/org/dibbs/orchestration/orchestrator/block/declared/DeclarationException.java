package org.dibbs.orchestration.orchestrator.block.declared;

import java.nio.file.Path;
import java.util.List;

/**
 * Says that the worker cannot start with the services an operator declares. The text
 * names places and expectations, never a value that could be secret.
 */
class DeclarationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param file the file with the declarations
	 * @param errors all that is wrong with it
	 */
	DeclarationException(Path file, List<String> errors) {
		super("The building blocks declared in " + file.toAbsolutePath().normalize() + " cannot be used:\n  "
				+ String.join("\n  ", errors));
	}

}

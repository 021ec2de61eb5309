package org.dibbs.orchestration.orchestrator.block;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * Calls building blocks. The workflow uses it; the calling thread waits for the answer,
 * so it should be a virtual one. For use by any number of threads.
 */
@FunctionalInterface
public interface BuildingBlockClient {

	/**
	 * Makes one call, several times where that is safe and may help.
	 * @param endpoint the endpoint to call
	 * @param path its path as the step's config has it, relative to the service's base
	 * URL
	 * @param body the JSON to send
	 * @return the answer, of whatever status; a 502, 503 or 504 is the last of several
	 * where the call could be repeated
	 * @throws BuildingBlockException if there is no answer: the service has no base URL,
	 * cannot be reached, takes too long, answers with too much, or is cut off by its
	 * circuit breaker
	 * @throws StepInputException if the path is no plain path
	 */
	ServiceResponse post(BuildingBlockEndpoint endpoint, String path, JsonFragment body);

}

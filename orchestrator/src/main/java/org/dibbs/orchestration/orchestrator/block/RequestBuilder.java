package org.dibbs.orchestration.orchestrator.block;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * Makes the body of the call to one endpoint. Implementations hold no state of a message
 * and are called by many threads.
 */
@FunctionalInterface
public interface RequestBuilder {

	/**
	 * Builds the request.
	 * @param input what to make it from
	 * @return the JSON body
	 * @throws StepInputException if the input does not have what the endpoint needs
	 */
	JsonFragment build(StepInput input);

}

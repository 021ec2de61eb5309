package org.dibbs.orchestration.orchestrator.block;

/**
 * Says what the answer of one endpoint means for the workflow. Implementations hold no
 * state and are called by many threads.
 */
@FunctionalInterface
public interface ResponseUnpacker {

	/**
	 * Unpacks an answer.
	 * @param response the answer, of whatever status
	 * @return what the workflow does next
	 */
	StepResult unpack(ServiceResponse response);

}

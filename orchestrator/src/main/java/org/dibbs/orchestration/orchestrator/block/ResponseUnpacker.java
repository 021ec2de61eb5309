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

	/**
	 * Unpacks the answer to a call that an earlier attempt may have made already. Where
	 * the answer says that it was, the step is done.
	 * @param response the answer, of whatever status
	 * @return what the workflow does next
	 */
	default StepResult unpackRepeated(ServiceResponse response) {
		return unpack(response);
	}

}

package org.dibbs.orchestration.exchange;

import org.dibbs.orchestration.json.JsonFragment;

/**
 * What is told of a submission while it runs, to whoever watches it: each step that has
 * ended, in their order, then the end. A run that is begun anew, since its worker died,
 * tells its steps anew.
 */
public sealed interface SubmissionProgress {

	/**
	 * A step has ended.
	 *
	 * @param number the number of the step, from 1
	 * @param endpoint the last segment of the path of the endpoint that it called
	 * @param success whether the building block did what it was asked for
	 * @param status the HTTP status of the building block's answer; where there was none,
	 * the status that the submission ends with
	 * @param response the answer, a JSON value
	 */
	record Step(int number, String endpoint, boolean success, int status,
			JsonFragment response) implements SubmissionProgress {

	}

	/**
	 * The submission has ended; nothing more comes.
	 *
	 * @param reply how
	 */
	record End(WorkflowReply reply) implements SubmissionProgress {

	}

}

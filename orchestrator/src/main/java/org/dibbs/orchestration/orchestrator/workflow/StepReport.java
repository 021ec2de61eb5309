package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.problem.Problem;

/**
 * What those who watch a run are told of a step.
 */
final class StepReport {

	private StepReport() {
	}

	/**
	 * The report of a step whose building block answered.
	 * @param number the number of the step, from 1
	 * @param step the step
	 * @param outcome the answer and what it means
	 * @return the report
	 */
	static SubmissionProgress.Step of(int number, StepConfig step, StepRunner.Outcome outcome) {
		return new SubmissionProgress.Step(number, endpoint(step), isSuccess(outcome.result()),
				outcome.response().status(), body(outcome.response()));
	}

	/**
	 * The report of a step that could not be carried out.
	 * @param number the number of the step, from 1
	 * @param step the step
	 * @param problem what its submission ends with
	 * @return the report
	 */
	static SubmissionProgress.Step of(int number, StepConfig step, Problem problem) {
		return new SubmissionProgress.Step(number, endpoint(step), false, problem.status(), problem.legacyBody());
	}

	/**
	 * How errors and reports name the endpoint of a step.
	 * @param step the step
	 * @return the last segment of its path
	 */
	static String endpoint(StepConfig step) {
		return step.endpoint().substring(step.endpoint().lastIndexOf('/') + 1);
	}

	// as upstream: a step is a success when its service answered 200, also where it found
	// that the message must not go on
	private static boolean isSuccess(StepResult result) {
		return switch (result) {
			case StepResult.Continue goOn -> true;
			case StepResult.Refuse refuse -> true;
			case StepResult.Fail fail -> false;
			case StepResult.Unusable unusable -> false;
		};
	}

	private static JsonFragment body(ServiceResponse response) {
		return response.isJson() ? response.json() : JsonFragment.string(response.text());
	}

}

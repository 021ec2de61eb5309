package org.dibbs.orchestration.orchestrator.workflow;

import java.time.Duration;
import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.problem.Problem;

/**
 * Times one step and tells its end. For one thread.
 */
final class StepWatch {

	private final RunWatcher watcher;

	private final int number;

	private final StepConfig step;

	private final long begun = System.nanoTime();

	StepWatch(RunWatcher watcher, int number, StepConfig step) {
		this.watcher = watcher;
		this.number = number;
		this.step = step;
	}

	/**
	 * The building block has answered.
	 * @param outcome its answer and what that means
	 */
	void ended(StepRunner.Outcome outcome) {
		ServiceResponse response = outcome.response();
		tell(outcome(outcome.result()), response.status(), () -> new StepEnd.Told(response.status(), body(response)));
	}

	/**
	 * The step could not be carried out.
	 * @param problem what its submission ends with
	 */
	void ended(Problem problem) {
		tell(StepOutcome.ERROR, 0, () -> new StepEnd.Told(problem.status(), problem.legacyBody()));
	}

	private void tell(StepOutcome outcome, int status, Supplier<StepEnd.Told> told) {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.begun);
		this.watcher.stepEnded(new StepEnd(this.number, this.step, outcome, status, duration, told));
	}

	// as upstream: a step is a success when its service answered 200, also where it found
	// that the message must not go on
	private static StepOutcome outcome(StepResult result) {
		return switch (result) {
			case StepResult.Continue goOn -> (goOn.warning() != null) ? StepOutcome.WARNING : StepOutcome.SUCCESS;
			case StepResult.Refuse refuse -> StepOutcome.SUCCESS;
			case StepResult.Fail fail -> StepOutcome.ERROR;
			case StepResult.Unusable unusable -> StepOutcome.ERROR;
		};
	}

	private static JsonFragment body(ServiceResponse response) {
		return response.isJson() ? response.json() : JsonFragment.string(response.text());
	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.time.Duration;
import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Times one step and says how it ended. For one thread.
 */
final class StepWatch {

	private final int number;

	private final StepConfig step;

	private final long begun = System.nanoTime();

	StepWatch(int number, StepConfig step) {
		this.number = number;
		this.step = step;
	}

	/**
	 * The building block has answered.
	 * @param outcome its answer and what that means
	 * @return the end of the step
	 */
	StepEnd ended(StepRunner.Outcome outcome) {
		ServiceResponse response = outcome.response();
		String warning = (outcome.result() instanceof StepResult.Continue goOn) ? goOn.warning() : null;
		return end(outcome(outcome.result()), response.status(), warning,
				() -> new StepEnd.Told(response.status(), body(response)));
	}

	/**
	 * The step could not be carried out.
	 * @param problem what its submission ends with
	 * @return the end of the step
	 */
	StepEnd ended(Problem problem) {
		return end(StepOutcome.ERROR, 0, null, () -> new StepEnd.Told(problem.status(), problem.legacyBody()));
	}

	private StepEnd end(StepOutcome outcome, int status, @Nullable String warning, Supplier<StepEnd.Told> told) {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.begun);
		return new StepEnd(this.number, this.step, outcome, status, duration, warning, told);
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

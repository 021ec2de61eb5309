package org.dibbs.orchestration.orchestrator.workflow;

import java.time.Duration;
import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.SubmissionEvent.StepOutcome;
import org.dibbs.orchestration.exchange.SubmissionProgress;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.EndpointPath;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a step of a run has ended.
 *
 * @param number the number of the step, from 1
 * @param step the step
 * @param outcome how it ended
 * @param status the HTTP status of the building block's answer; 0 where it gave none
 * @param duration how long the step took
 * @param warning what an operator should know of a step that counts as done, without
 * anything of the message; null where there is nothing
 * @param told makes what those may see who watch the run; costs something where the
 * answer is large
 */
public record StepEnd(int number, StepConfig step, StepOutcome outcome, int status, Duration duration,
		@Nullable String warning, Supplier<Told> told) {

	/**
	 * How errors, events and progress name the endpoint of a step.
	 * @param step the step
	 * @return the last segment of its path
	 */
	public static String endpoint(StepConfig step) {
		return EndpointPath.lastSegment(step.endpoint());
	}

	/**
	 * The endpoint.
	 * @return the last segment of its path
	 */
	public String endpoint() {
		return endpoint(this.step);
	}

	/**
	 * What those see who watch the run.
	 * @return the progress
	 */
	public SubmissionProgress.Step progress() {
		Told shown = this.told.get();
		return new SubmissionProgress.Step(this.number, endpoint(), this.outcome != StepOutcome.ERROR, shown.status(),
				shown.response());
	}

	/**
	 * What can be told of an answer.
	 *
	 * @param status its HTTP status, or that of the error in its place
	 * @param response its body, a JSON value
	 */
	record Told(int status, JsonFragment response) {

	}

}

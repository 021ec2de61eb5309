package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Runs a workflow: one step after the other, each on what the one before has made of the
 * message, until all are done or one ends the run. Blocks while building blocks work, so
 * it is called on a virtual thread; any number of runs at once.
 */
@Component
public class WorkflowRunner {

	private static final Logger logger = LoggerFactory.getLogger(WorkflowRunner.class);

	private final StepRunner stepRunner;

	private final WorkflowSpans spans;

	private final WorkflowMetrics metrics;

	WorkflowRunner(StepRunner stepRunner, WorkflowSpans spans, WorkflowMetrics metrics) {
		this.stepRunner = stepRunner;
		this.spans = spans;
		this.metrics = metrics;
	}

	/**
	 * Runs a workflow.
	 * @param config the workflow
	 * @param request the message and all that came with it
	 * @param watcher is told of each step that has ended
	 * @return what the caller gets, whether the run succeeded or not
	 */
	public WorkflowReply run(WorkflowConfig config, SubmissionRequest request, RunWatcher watcher) {
		WorkflowState state = WorkflowState.start(config, request);
		for (int i = 0; i < config.steps().size(); i++) {
			StepConfig step = config.steps().get(i);
			Progress progress = run(step, i + 1, state, watcher);
			switch (progress) {
				case Progress.Next next -> state = next.state();
				case Progress.End end -> {
					return WorkflowReply.Failed.of(end.problem());
				}
			}
		}
		return OutputAssembler.assemble(config, state);
	}

	private Progress run(StepConfig step, int number, WorkflowState state, RunWatcher watcher) {
		StepWatch watch = new StepWatch(watcher, number, step);
		try {
			StepRunner.Outcome outcome = this.spans.step(step, () -> this.stepRunner.run(step, state));
			watch.ended(outcome);
			return switch (outcome.result()) {
				case StepResult.Continue goOn -> {
					warn(step, number, goOn.warning());
					yield new Progress.Next(state.after(step, outcome.response(), goOn.data()));
				}
				case StepResult.Refuse refuse -> end(Problem.of(ProblemKind.STEP_REFUSED, "Service " + step.service()
						+ " completed, but orchestration cannot continue: " + refuse.reasons().json()));
				case StepResult.Fail fail ->
					end(new Problem(ProblemKind.STEP_FAILED, fail.status(), "Service " + step.service()
							+ " failed with error " + fail.error() + ", endpoint: " + StepEnd.endpoint(step), null));
				case StepResult.Unusable unusable -> end(workerError(step, number, unusable.reason()));
			};
		}
		catch (StepInputException | BuildingBlockException ex) {
			logger.warn("Step {} ({} {}) could not be carried out: {}", number, step.service(), step.endpoint(),
					ex.getMessage());
			Problem problem = workerError(step, number, ex.getMessage());
			watch.ended(problem);
			return end(problem);
		}
	}

	private void warn(StepConfig step, int number, @Nullable String warning) {
		if (warning != null) {
			this.metrics.warned(step.service(), StepEnd.endpoint(step));
			// Not at WARN: the shipped configs cause one with every message.
			logger.debug("Step {} ({} {}) is done with a warning: {}", number, step.service(), step.endpoint(),
					warning);
		}
	}

	private static Progress end(Problem problem) {
		return new Progress.End(problem);
	}

	private static Problem workerError(StepConfig step, int number, @Nullable String reason) {
		return Problem.of(ProblemKind.WORKER_ERROR, "Orchestration service error: step " + number + " (service "
				+ step.service() + ", endpoint " + StepEnd.endpoint(step) + "): " + reason);
	}

	/** Whether a run goes on after a step. */
	private sealed interface Progress {

		/** It does, from a new state. */
		record Next(WorkflowState state) implements Progress {

		}

		/** It does not. */
		record End(Problem problem) implements Progress {

		}

	}

}

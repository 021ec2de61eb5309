package org.dibbs.orchestration.orchestrator.workflow;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockException;
import org.dibbs.orchestration.orchestrator.block.FailureKind;
import org.dibbs.orchestration.orchestrator.block.FailureReason;
import org.dibbs.orchestration.orchestrator.block.StepInputException;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
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
	 * @param run what is to be run
	 * @param journal is told of each step
	 * @return how it ended
	 * @throws InterruptedException if it was interrupted, and may be begun anew
	 */
	public WorkflowEnd run(WorkflowRun run, RunJournal journal) throws InterruptedException {
		long begun = System.nanoTime();
		this.metrics.begun(run);
		WorkflowEnd end = this.spans.workflow(run, () -> runSteps(run, journal));
		this.metrics.ended(run, end, System.nanoTime() - begun);
		return end;
	}

	private WorkflowEnd runSteps(WorkflowRun run, RunJournal journal) throws InterruptedException {
		WorkflowState state = run.begin();
		for (int number = run.firstStep(); number <= run.config().steps().size(); number++) {
			if (Thread.interrupted()) {
				throw new InterruptedException("interrupted before step " + number);
			}
			switch (step(run, number, state, journal)) {
				case Progress.Next next -> state = next.state();
				case Progress.Stop stop -> {
					return stop.end();
				}
			}
		}
		return new WorkflowEnd.Final(OutputAssembler.assemble(run.config(), state));
	}

	private Progress step(WorkflowRun run, int number, WorkflowState state, RunJournal journal)
			throws InterruptedException {
		StepConfig step = run.config().steps().get(number - 1);
		StepWatch watch = new StepWatch(number, step);
		StepRunner.Call call = null;
		try {
			call = this.stepRunner.prepare(step, state);
			if (call.isOnce()) {
				journal.onceBegins(number, step);
			}
			StepRunner.Call prepared = call;
			StepRunner.Outcome outcome = this.spans.step(step, () -> this.stepRunner.make(prepared, run.repeated()));
			return answered(run, watch.ended(outcome), outcome, new Here(state, journal, call.isOnce()));
		}
		catch (StepInputException | BuildingBlockException ex) {
			if (Thread.interrupted()) {
				throw new InterruptedException("interrupted in step " + number);
			}
			logger.warn("Step {} ({} {}) could not be carried out: {}", number, step.service(), step.endpoint(),
					ex.getMessage());
			Problem problem = workerError(step, number, ex.getMessage());
			FailureKind kind = (ex instanceof BuildingBlockException failure) ? failure.kind() : FailureKind.PERMANENT;
			StepEnd end = watch.ended(problem);
			this.metrics.stepFailed(end,
					(ex instanceof BuildingBlockException failure) ? failure.reason() : FailureReason.NOT_SENT);
			return stop(end, problem, kind, new Here(state, journal, call != null && call.isOnce()));
		}
	}

	private Progress answered(WorkflowRun run, StepEnd end, StepRunner.Outcome outcome, Here here)
			throws InterruptedException {
		StepConfig step = end.step();
		measure(end, outcome.result());
		return switch (outcome.result()) {
			case StepResult.Continue goOn -> {
				warn(end);
				WorkflowState next = here.state().after(step, outcome.response(), goOn.data());
				if (here.once()) {
					boolean last = end.number() == run.config().steps().size();
					here.journal().onceDone(end, () -> StateCodec.encode(next, end.number() + 1, last));
				}
				else {
					here.journal().stepEnded(end);
				}
				yield new Progress.Next(next);
			}
			case StepResult.Refuse refuse -> stop(end,
					Problem.of(ProblemKind.STEP_REFUSED, "Service " + step.service()
							+ " completed, but orchestration cannot continue: " + refuse.reasons().json()),
					FailureKind.PERMANENT, here);
			case StepResult.Fail fail -> stop(end,
					new Problem(ProblemKind.STEP_FAILED, fail.status(), "Service " + step.service()
							+ " failed with error " + fail.error() + ", endpoint: " + StepEnd.endpoint(step), null),
					outcome.failure(), here);
			case StepResult.Unusable unusable ->
				stop(end, workerError(step, end.number(), unusable.reason()), FailureKind.PERMANENT, here);
		};
	}

	private void measure(StepEnd end, StepResult result) {
		switch (result) {
			case StepResult.Continue goOn -> this.metrics.stepDone(end);
			case StepResult.Refuse refuse -> this.metrics.stepFailed(end, FailureReason.REFUSED);
			case StepResult.Fail fail -> this.metrics.stepFailed(end, FailureReason.ofStatus(end.status()));
			case StepResult.Unusable unusable -> this.metrics.stepFailed(end, FailureReason.UNUSABLE_ANSWER);
		}
	}

	// The end of a step whose outcome nobody knows is not told: what is on record of it
	// is
	// that it was begun.
	private static Progress stop(StepEnd end, Problem problem, FailureKind kind, Here here)
			throws InterruptedException {
		WorkflowReply.Failed reply = WorkflowReply.Failed.of(problem);
		if (here.once() && kind == FailureKind.UNKNOWN_OUTCOME) {
			return new Progress.Stop(new WorkflowEnd.Unknown(reply, end));
		}
		if (here.once()) {
			here.journal().onceFailed(end);
		}
		else {
			here.journal().stepEnded(end);
		}
		if (kind == FailureKind.PERMANENT) {
			return new Progress.Stop(new WorkflowEnd.Final(reply));
		}
		KeptState before = (end.number() > 1) ? StateCodec.encode(here.state(), end.number(), false) : null;
		return new Progress.Stop(new WorkflowEnd.Interrupted(reply, before));
	}

	private static void warn(StepEnd end) {
		if (end.warning() != null) {
			// Not at WARN: the shipped configs cause one with every message.
			logger.debug("Step {} ({} {}) is done with a warning: {}", end.number(), end.step().service(),
					end.step().endpoint(), end.warning());
		}
	}

	private static Problem workerError(StepConfig step, int number, @Nullable String reason) {
		return Problem.of(ProblemKind.WORKER_ERROR, "Orchestration service error: step " + number + " (service "
				+ step.service() + ", endpoint " + StepEnd.endpoint(step) + "): " + reason);
	}

	/** Where a run is, and how careful it has to be there. */
	private record Here(WorkflowState state, RunJournal journal, boolean once) {

	}

	/** Whether a run goes on after a step. */
	private sealed interface Progress {

		/** It does, from a new state. */
		record Next(WorkflowState state) implements Progress {

		}

		/** It does not. */
		record Stop(WorkflowEnd end) implements Progress {

		}

	}

}

package org.dibbs.orchestration.orchestrator.workflow;

import java.util.function.Supplier;

import org.dibbs.orchestration.exchange.SubmissionProgress;

/**
 * Is told how far a run has come, on the thread that runs it, which it should not hold up
 * for long. What it does about it never changes the run.
 */
@FunctionalInterface
public interface RunWatcher {

	/** Watches nothing. */
	RunWatcher NOBODY = (step) -> {
	};

	/**
	 * A step has ended, well or badly.
	 * @param step what can be told of it; made only where it is asked for
	 */
	void stepEnded(Supplier<SubmissionProgress.Step> step);

}

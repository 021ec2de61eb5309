package org.dibbs.orchestration.orchestrator.workflow;

/**
 * Is told how far a run has come, on the thread that runs it, which it should not hold up
 * for long. What it does about it never changes the run.
 */
@FunctionalInterface
public interface RunWatcher {

	/**
	 * A step has ended, well or badly.
	 * @param end how
	 */
	void stepEnded(StepEnd end);

}

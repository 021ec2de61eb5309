package org.dibbs.orchestration.orchestrator.workflow;

import java.util.function.Supplier;

import org.dibbs.orchestration.orchestrator.registry.StepConfig;

/**
 * Is told how far a run has come, on the thread that runs it. Of steps that must not be
 * repeated it keeps a record that outlives the worker.
 */
public interface RunJournal {

	/**
	 * A step has ended, well or badly. Should not hold up the run.
	 * @param end how
	 * @throws InterruptedException if the run has to stop
	 */
	void stepEnded(StepEnd end) throws InterruptedException;

	/**
	 * A step that must not be repeated is about to be called. Returns when that is on
	 * record.
	 * @param number the number of the step, from 1
	 * @param step the step
	 * @throws InterruptedException if the run has to stop; the step is not called then
	 */
	void onceBegins(int number, StepConfig step) throws InterruptedException;

	/**
	 * A step that must not be repeated has ended, and how is known. Returns before that
	 * is on record, so that the next step need not wait for it; what is called after that
	 * does.
	 * @param end how
	 * @param state what a later run can go on from without it; may be asked for on
	 * another thread
	 */
	void onceDone(StepEnd end, Supplier<KeptState> state);

	/**
	 * A step that must not be repeated took no effect. Returns when that is on record.
	 * @param end how it ended
	 * @throws InterruptedException if the run has to stop
	 */
	void onceFailed(StepEnd end) throws InterruptedException;

}

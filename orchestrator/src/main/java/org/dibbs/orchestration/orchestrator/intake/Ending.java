package org.dibbs.orchestration.orchestrator.intake;

/** What ends an attempt. */
@FunctionalInterface
interface Ending {

	/**
	 * Does it.
	 * @throws InterruptedException if the worker shuts down before it was done
	 */
	void run() throws InterruptedException;

}

package org.dibbs.orchestration.orchestrator.intake;

import org.dibbs.orchestration.exchange.WorkflowReply;

/** What ends an attempt. */
@FunctionalInterface
interface Ending {

	/**
	 * Does it.
	 * @return what the attempt ended with, as it is on record
	 * @throws InterruptedException if the worker shuts down before it was done
	 */
	WorkflowReply run() throws InterruptedException;

}

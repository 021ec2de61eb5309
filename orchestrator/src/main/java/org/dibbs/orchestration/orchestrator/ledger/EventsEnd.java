package org.dibbs.orchestration.orchestrator.ledger;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * Tells up to where there are events.
 */
@FunctionalInterface
interface EventsEnd {

	/**
	 * The end of the partition that has the events of a submission.
	 * @param id the submission
	 * @return the partition and the offset behind its last event
	 */
	Place of(SubmissionId id);

	/**
	 * The end of a partition.
	 *
	 * @param partition the partition
	 * @param offset the offset that the next event will have
	 */
	record Place(int partition, long offset) {

	}

}

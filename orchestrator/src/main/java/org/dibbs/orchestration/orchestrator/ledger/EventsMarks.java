package org.dibbs.orchestration.orchestrator.ledger;

/**
 * Tells where the events end.
 */
@FunctionalInterface
interface EventsMarks {

	/**
	 * Where the events end now.
	 * @return the mark behind all events that were told until now; a partition that has
	 * none is not in it
	 * @throws LedgerUnavailableException if Kafka does not answer
	 */
	EventsMark now();

}

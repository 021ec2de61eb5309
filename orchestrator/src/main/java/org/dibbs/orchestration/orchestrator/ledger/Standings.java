package org.dibbs.orchestration.orchestrator.ledger;

import java.util.Collection;
import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionId;

/**
 * Tells a worker what was done already for submissions that it was handed. For use by
 * many threads; blocks while the database or Kafka is asked.
 */
public interface Standings {

	/**
	 * What is known of some submissions.
	 * @param ids their ids
	 * @return those that are known
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	Map<SubmissionId, Standing> of(Collection<SubmissionId> ids);

	/**
	 * Where the events end now.
	 * @return the mark behind all events that were told until now
	 * @throws LedgerUnavailableException if Kafka does not answer
	 */
	EventsMark mark();

	/**
	 * Whether everything before a mark is in the ledger.
	 * @param mark the mark
	 * @return true where {@link #of} knows it
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	boolean includes(EventsMark mark);

}

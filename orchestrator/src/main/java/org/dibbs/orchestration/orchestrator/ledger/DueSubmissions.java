package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Instant;
import java.util.List;

/**
 * The attempts that are to be put on the queue. Several workers may take some at once.
 * For use by many threads.
 */
public interface DueSubmissions {

	/**
	 * Whether anything is due that nobody has taken.
	 * @param now what time it is
	 * @return true where {@link #claim} would find something
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	boolean isAnyDue(Instant now);

	/**
	 * Takes some for a while; what is not done by then somebody else may take.
	 * @param now what time it is
	 * @param until how long they are the caller's
	 * @param limit how many at most
	 * @return those that are the caller's now, and nobody else's
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	List<DueSubmission> claim(Instant now, Instant until, int limit);

	/**
	 * One is on the queue, or never will be.
	 * @param due which one
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	void done(DueSubmission due);

	/**
	 * Gives one back, for anybody to take.
	 * @param due which one
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	void release(DueSubmission due);

}

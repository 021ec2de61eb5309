package org.dibbs.orchestration.orchestrator.ledger;

import java.time.Duration;
import java.util.Map;

/**
 * Counts what is in the ledger, for telemetry. For use by many threads.
 */
@FunctionalInterface
public interface LedgerFigures {

	/**
	 * Counts.
	 * @return the figures of now
	 * @throws LedgerUnavailableException if the database does not answer
	 */
	Figures read();

	/**
	 * What is in the ledger.
	 *
	 * @param byStatus how many submissions there are, by status in lower case; those that
	 * wait for a retry for themselves
	 * @param unfinished how many have neither ended nor wait for a retry
	 * @param oldestUnfinished how long ago the oldest of those was accepted; zero where
	 * there is none
	 * @param oldestDead the same of the dead ones
	 */
	record Figures(Map<String, Long> byStatus, long unfinished, Duration oldestUnfinished, Duration oldestDead) {

		/**
		 * Creates the figures.
		 */
		public Figures {
			byStatus = Map.copyOf(byStatus);
		}

	}

}

package org.dibbs.orchestration.orchestrator.ledger;

/**
 * The ledger cannot be asked now.
 */
public class LedgerUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message who does not answer
	 * @param cause the failure underneath
	 */
	public LedgerUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

	static LedgerUnavailableException databaseAway(Throwable cause) {
		return new LedgerUnavailableException("The database of the ledger does not answer; try again in some seconds.",
				cause);
	}

}

package org.dibbs.orchestration.orchestrator.archive;

import org.jspecify.annotations.Nullable;

/**
 * A record cannot be read now; it may be there all the same.
 */
public class ArchiveException extends Exception {

	private static final long serialVersionUID = 1L;

	private final boolean busy;

	/**
	 * Creates the exception.
	 * @param message what happened, without anything of a record
	 * @param busy whether only too many are reading
	 * @param cause the failure underneath, or null
	 */
	public ArchiveException(String message, boolean busy, @Nullable Throwable cause) {
		super(message, cause);
		this.busy = busy;
	}

	/**
	 * Whether only too many are reading.
	 * @return true where Kafka was not even asked
	 */
	public boolean isBusy() {
		return this.busy;
	}

}

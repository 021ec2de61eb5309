package org.dibbs.orchestration.orchestrator.block;

/**
 * Says that a building block could not be asked: unreachable, too slow, or cut off by its
 * circuit breaker. The text reaches the caller, so it names the service and the endpoint,
 * never its address or what was sent.
 */
public class BuildingBlockException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final FailureKind kind;

	private final FailureReason reason;

	/**
	 * Creates the exception for a call that was not even tried.
	 * @param message what is missing
	 */
	public BuildingBlockException(String message) {
		super(message);
		this.kind = FailureKind.PERMANENT;
		this.reason = FailureReason.NOT_SENT;
	}

	/**
	 * Creates the exception.
	 * @param message what happened
	 * @param kind whether it helps to try again, and does no harm
	 * @param reason what labels call it
	 * @param cause the failure underneath
	 */
	public BuildingBlockException(String message, FailureKind kind, FailureReason reason, Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.reason = reason;
	}

	/**
	 * What can be done about it.
	 * @return the kind of failure
	 */
	public FailureKind kind() {
		return this.kind;
	}

	/**
	 * What labels call it.
	 * @return the reason
	 */
	public FailureReason reason() {
		return this.reason;
	}

}

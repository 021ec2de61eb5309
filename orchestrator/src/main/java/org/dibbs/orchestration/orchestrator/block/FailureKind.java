package org.dibbs.orchestration.orchestrator.block;

/**
 * What can be done about a call that failed.
 */
public enum FailureKind {

	/** It would fail again. */
	PERMANENT,

	/** It took no effect that counts, and may work later. */
	TRANSIENT,

	/**
	 * It must not be made again, and nobody knows whether it took effect.
	 */
	UNKNOWN_OUTCOME;

	private static final int BAD_GATEWAY = 502;

	private static final int UNAVAILABLE = 503;

	private static final int GATEWAY_TIMEOUT = 504;

	/**
	 * What an error status of a service means.
	 * @param status the HTTP status that the service answered, not 200
	 * @param repeatable whether the call may be made twice
	 * @return the kind; 503 says that the call was not taken at all, 502 and 504 only
	 * that its answer did not get through
	 */
	public static FailureKind ofStatus(int status, boolean repeatable) {
		return switch (status) {
			case UNAVAILABLE -> TRANSIENT;
			case BAD_GATEWAY, GATEWAY_TIMEOUT -> repeatable ? TRANSIENT : UNKNOWN_OUTCOME;
			default -> PERMANENT;
		};
	}

}

package org.dibbs.orchestration.security;

/** The headers that tell who calls. */
public final class SecurityHeaders {

	/** HTTP, from a caller: its key. */
	public static final String API_KEY = "X-API-Key";

	/**
	 * HTTP, from a front door to a worker: the signed caller. Never taken from callers.
	 */
	public static final String INTERNAL_TOKEN = "Dibbs-Internal-Token";

	/** Kafka: whose submission a record is about. */
	public static final String TENANT = "dibbs-tenant";

	private SecurityHeaders() {
	}

}

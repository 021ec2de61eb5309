package org.dibbs.orchestration.orchestrator.block;

/**
 * Why a step did not get its message further, as labels tell it.
 */
public enum FailureReason {

	/** The service answered with 4xx. */
	HTTP_4XX("http-4xx"),

	/** The service answered with 5xx. */
	HTTP_5XX("http-5xx"),

	/** The service answered with another status that is not 200. */
	HTTP_OTHER("http-other"),

	/** The service found that the message must not go on. */
	REFUSED("refused"),

	/** The service answered 200 with something the workflow cannot use. */
	UNUSABLE_ANSWER("unusable-answer"),

	/** There was nothing that could be sent, or nowhere to send it. */
	NOT_SENT("not-sent"),

	/** The request did not reach the service. */
	UNREACHABLE("unreachable"),

	/** All connections to the service were in use. */
	NO_FREE_CONNECTION("no-free-connection"),

	/** The connection broke. */
	CONNECTION_LOST("connection-lost"),

	/** The service did not answer in time. */
	TIMEOUT("timeout"),

	/** What came back is no HTTP answer, or one larger than the limit. */
	UNREADABLE("unreadable"),

	/** The circuit breaker kept the call back. */
	CIRCUIT_OPEN("circuit-open"),

	/** The worker stopped. */
	STOPPED("stopped");

	private static final int CLIENT_ERRORS = 4;

	private static final int SERVER_ERRORS = 5;

	private static final int CLASS = 100;

	private final String slug;

	FailureReason(String slug) {
		this.slug = slug;
	}

	/**
	 * The value of the label.
	 * @return lower case words with dashes
	 */
	public String slug() {
		return this.slug;
	}

	/**
	 * What an error status of a service is counted as.
	 * @param status the HTTP status
	 * @return the reason
	 */
	public static FailureReason ofStatus(int status) {
		return switch (status / CLASS) {
			case CLIENT_ERRORS -> HTTP_4XX;
			case SERVER_ERRORS -> HTTP_5XX;
			default -> HTTP_OTHER;
		};
	}

}

package org.dibbs.orchestration.gateway.limits;

/**
 * Which limit a request breaks.
 */
enum LimitReason {

	/** Requests a second. */
	RATE("rate", "This caller sends more requests a second than it may."),

	/** Messages in hand. */
	IN_FLIGHT("in-flight", "This caller has as many messages in hand as it may."),

	/** Their size. */
	IN_FLIGHT_BYTES("in-flight-bytes", "The messages that this caller has in hand are as large as they may be."),

	/** Of the headers or the body. */
	SLOW("slow", "The request takes too long to arrive."),

	/** Of the first line or the headers. */
	HEADERS("headers", "The headers are too large.");

	private final String label;

	private final String detail;

	LimitReason(String label, String detail) {
		this.label = label;
		this.detail = detail;
	}

	/** As metrics have it. */
	String label() {
		return this.label;
	}

	/** As the caller is told. */
	String detail() {
		return this.detail;
	}

}

package org.dibbs.orchestration.gateway.limits;

/**
 * What a caller takes at one front door.
 *
 * @param requests how many requests came since the last report
 * @param messages how many messages are in hand
 * @param bytes how large they are
 */
record CallerUse(long requests, long messages, long bytes) {

	static final CallerUse NONE = new CallerUse(0, 0, 0);

	CallerUse plus(CallerUse other) {
		return new CallerUse(this.requests + other.requests, this.messages + other.messages, this.bytes + other.bytes);
	}

}

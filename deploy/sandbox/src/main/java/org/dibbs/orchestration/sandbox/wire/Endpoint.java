package org.dibbs.orchestration.sandbox.wire;

/**
 * Answers the calls of one path. Called by many threads at once.
 */
@FunctionalInterface
public interface Endpoint {

	/**
	 * Answers a call.
	 * @param body the bytes of the request's body, empty for a GET
	 * @return the answer; refusals are answers too
	 */
	Answer answer(byte[] body);

}

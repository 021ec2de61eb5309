package org.dibbs.orchestration.sandbox.wire;

/**
 * The work behind an endpoint that reads a JSON object. Called by many threads at once.
 */
@FunctionalInterface
public interface JsonHandler {

	/**
	 * Answers a call.
	 * @param request the members of the request
	 * @return the answer
	 * @throws InvalidRequestException if members are missing or of the wrong kind; it
	 * becomes the 422
	 */
	Answer handle(RequestBody request);

	/**
	 * This work as an endpoint.
	 * @return the endpoint
	 */
	default Endpoint asEndpoint() {
		return (body) -> {
			try {
				return handle(RequestBody.of(body));
			}
			catch (InvalidRequestException ex) {
				return ex.answer();
			}
		};
	}

}

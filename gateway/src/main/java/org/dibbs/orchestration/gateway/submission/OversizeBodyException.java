package org.dibbs.orchestration.gateway.submission;

import reactor.core.publisher.Mono;

/**
 * Says that a body is larger than the limit, as soon as that is known.
 */
final class OversizeBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Mono<Void> rest;

	/**
	 * Creates the exception.
	 * @param rest ends when nothing more of the body is coming
	 */
	OversizeBodyException(Mono<Void> rest) {
		super("The body is larger than the limit", null, false, false);
		this.rest = rest;
	}

	Mono<Void> rest() {
		return this.rest;
	}

}

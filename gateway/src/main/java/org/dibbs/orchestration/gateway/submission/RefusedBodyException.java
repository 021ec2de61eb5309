package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Mono;

/**
 * Says that a body is not read, as soon as that is known.
 */
final class RefusedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ProblemKind reason;

	private final transient Mono<Void> rest;

	/**
	 * Creates the exception.
	 * @param reason too large, or too many at once
	 * @param rest ends when nothing more of the body is coming
	 */
	RefusedBodyException(ProblemKind reason, Mono<Void> rest) {
		super("The body was refused: " + reason.slug(), null, false, false);
		this.reason = reason;
		this.rest = rest;
	}

	ProblemKind reason() {
		return this.reason;
	}

	Mono<Void> rest() {
		return this.rest;
	}

}

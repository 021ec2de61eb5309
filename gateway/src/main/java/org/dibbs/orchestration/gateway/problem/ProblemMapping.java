package org.dibbs.orchestration.gateway.problem;

import io.netty.channel.ChannelException;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which problem an exception stands for.
 */
final class ProblemMapping {

	private ProblemMapping() {
	}

	static Problem of(Throwable ex) {
		if (ex instanceof ProblemException known) {
			return known.problem();
		}
		if (ex instanceof ResponseStatusException status) {
			return ofStatus(status.getStatusCode().value());
		}
		return isSlowCaller(ex) ? ofStatus(HttpStatus.REQUEST_TIMEOUT.value()) : titled(ProblemKind.INTERNAL);
	}

	/**
	 * Whether a body did not arrive in time. The server's own errors have nothing else in
	 * common; those of a route come as problems.
	 * @param ex what ended the request
	 * @return true where the server has given up reading
	 */
	static boolean isSlowCaller(Throwable ex) {
		return ex instanceof ChannelException;
	}

	private static Problem ofStatus(int status) {
		return switch (status) {
			case 404 -> titled(ProblemKind.NOT_FOUND);
			case 405 -> titled(ProblemKind.METHOD_NOT_ALLOWED);
			case 413 -> titled(ProblemKind.TOO_LARGE);
			case 429 -> titled(ProblemKind.TOO_MANY);
			case 502, 503, 504 ->
				new Problem(ProblemKind.UPSTREAM_UNAVAILABLE, status, ProblemKind.UPSTREAM_UNAVAILABLE.title(), null);
			default -> (status < 500) ? new Problem(ProblemKind.BAD_REQUEST, status, phrase(status), null)
					: titled(ProblemKind.INTERNAL);
		};
	}

	// as upstream: the detail of an error of the framework is its status phrase
	private static Problem titled(ProblemKind kind) {
		return Problem.of(kind, kind.title());
	}

	private static String phrase(int status) {
		HttpStatus known = HttpStatus.resolve(status);
		return (known != null) ? known.getReasonPhrase() : "Error " + status;
	}

}

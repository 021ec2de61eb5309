package org.dibbs.orchestration.orchestrator.redelivery;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.orchestrator.ledger.LedgerUnavailableException;
import org.dibbs.orchestration.orchestrator.web.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells callers why nothing is replayed.
 */
@RestControllerAdvice(assignableTypes = ReplayController.class)
class ReplayProblems {

	private static final Logger logger = LoggerFactory.getLogger(ReplayProblems.class);

	@ExceptionHandler
	ResponseEntity<byte[]> refused(ProblemException ex, HttpServletRequest request) {
		return answer(ex.problem(), ex.getCause(), request);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(LedgerUnavailableException ex, HttpServletRequest request) {
		return answer(Problem.of(ProblemKind.LEDGER_UNAVAILABLE, String.valueOf(ex.getMessage())), ex.getCause(),
				request);
	}

	// What is interrupted is a worker that stops.
	@ExceptionHandler
	ResponseEntity<byte[]> stopping(InterruptedException ex, HttpServletRequest request) {
		Thread.currentThread().interrupt();
		return answer(Problem.of(ProblemKind.LEDGER_UNAVAILABLE,
				"The worker stops; look where the submission is, and try again."), ex, request);
	}

	private static ResponseEntity<byte[]> answer(Problem problem, @Nullable Throwable cause,
			HttpServletRequest request) {
		if (cause != null) {
			logger.warn("A wish to replay was answered {}: {}", problem.status(), cause.getClass().getSimpleName());
		}
		return ProblemAnswers.of(problem, request.getHeader(HttpHeaders.ACCEPT));
	}

}

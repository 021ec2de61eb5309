package org.dibbs.orchestration.orchestrator.ledger;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.orchestrator.web.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells callers why a question about submissions has no answer.
 */
@RestControllerAdvice(assignableTypes = { SubmissionController.class, SubmissionEventsController.class,
		BatchController.class, LedgerController.class })
class SubmissionProblems {

	private static final Logger logger = LoggerFactory.getLogger(SubmissionProblems.class);

	@ExceptionHandler
	ResponseEntity<byte[]> refused(ProblemException ex, HttpServletRequest request) {
		if (ex.getCause() != null) {
			logger.warn("A question about submissions was answered {}: {}", ex.problem().status(),
					ex.getCause().toString());
		}
		return ProblemAnswers.of(ex.problem(), request.getHeader(HttpHeaders.ACCEPT));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(LedgerUnavailableException ex, HttpServletRequest request) {
		logger.warn("A question about submissions was answered 503: {}",
				(ex.getCause() != null) ? ex.getCause().getClass().getSimpleName() : "");
		return ProblemAnswers.of(Problem.of(ProblemKind.LEDGER_UNAVAILABLE, String.valueOf(ex.getMessage())),
				request.getHeader(HttpHeaders.ACCEPT));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(DataAccessException ex, HttpServletRequest request) {
		logger.warn("A question about submissions was answered 503: {}", ex.getClass().getSimpleName());
		return ProblemAnswers.of(
				Problem.of(ProblemKind.LEDGER_UNAVAILABLE,
						"The database of the ledger does not answer; try again in some seconds."),
				request.getHeader(HttpHeaders.ACCEPT));
	}

}

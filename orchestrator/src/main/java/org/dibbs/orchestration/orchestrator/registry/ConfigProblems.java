package org.dibbs.orchestration.orchestrator.registry;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells callers that a config cannot be had or changed now.
 */
@RestControllerAdvice(assignableTypes = { ConfigController.class, ConfigEditController.class })
class ConfigProblems {

	private static final Logger logger = LoggerFactory.getLogger(ConfigProblems.class);

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(ConfigsUnavailableException ex, HttpServletRequest request) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		logger.error("A request for configs was answered 503: {}", cause.getMessage());
		ResponseEntity<byte[]> answer = ConfigAnswers
			.problem(Problem.of(ProblemKind.CONFIGS_UNAVAILABLE, String.valueOf(ex.getMessage())), accept(request));
		return ResponseEntity.status(answer.getStatusCode())
			.headers(answer.getHeaders())
			.header(HttpHeaders.RETRY_AFTER, "5")
			.body(answer.getBody());
	}

	@ExceptionHandler
	ResponseEntity<byte[]> unavailable(DataAccessException ex, HttpServletRequest request) {
		return unavailable(ConfigsUnavailableException.databaseAway(ex), request);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refused(ProblemException ex, HttpServletRequest request) {
		return ConfigAnswers.problem(ex.problem(), accept(request));
	}

	private static @Nullable String accept(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.ACCEPT);
	}

}

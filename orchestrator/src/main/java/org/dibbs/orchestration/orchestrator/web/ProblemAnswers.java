package org.dibbs.orchestration.orchestrator.web;

import org.dibbs.orchestration.problem.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Answers with a problem, in the form the caller reads.
 */
public final class ProblemAnswers {

	private ProblemAnswers() {
	}

	/**
	 * The answer; where it is worth trying again, it says when.
	 * @param problem what went wrong
	 * @param accept the caller's Accept header, or null
	 * @return the answer
	 */
	public static ResponseEntity<byte[]> of(Problem problem, @Nullable String accept) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
		if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()
				|| problem.status() == HttpStatus.TOO_MANY_REQUESTS.value()) {
			answer.header(HttpHeaders.RETRY_AFTER, "5");
		}
		if (ProblemForm.isWanted(accept)) {
			return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.problemBody(null).bytes());
		}
		return answer.contentType(MediaType.APPLICATION_JSON).body(problem.legacyBody().bytes());
	}

}

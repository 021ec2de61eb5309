package org.dibbs.orchestration.gateway.problem;

import java.util.List;
import java.util.Locale;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * The answer that tells a problem, in the form the caller asked for.
 */
public final class ProblemAnswers {

	private static final MediaType PROBLEM_JSON = MediaType.APPLICATION_PROBLEM_JSON;

	private ProblemAnswers() {
	}

	/**
	 * The answer for a problem.
	 * @param problem what went wrong
	 * @param request who asked; its {@code Accept} decides the form
	 * @param submission the submission it is about, or null
	 * @return the answer
	 */
	public static Answer of(Problem problem, ServerHttpRequest request, @Nullable SubmissionId submission) {
		if (wantsProblemJson(request)) {
			String id = (submission != null) ? submission.toString() : null;
			return new Answer(problem.status(), Problem.MEDIA_TYPE, problem.problemBody(id).bytes());
		}
		return new Answer(problem.status(), WorkflowReply.JSON, problem.legacyBody().bytes());
	}

	/**
	 * Says when to come back, where the kind of problem is one that passes (RFC 9110,
	 * section 10.2.3).
	 * @param kind what went wrong
	 * @param response where the header goes
	 */
	public static void addRetryAfter(ProblemKind kind, ServerHttpResponse response) {
		switch (kind) {
			case TOO_MANY -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
			case HANDOVER_UNAVAILABLE, UPSTREAM_UNAVAILABLE -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
			default -> {
			}
		}
	}

	/**
	 * Whether the caller understands RFC 9457. It has to say so by name: wildcards are
	 * what every old client sends.
	 * @param request who asks
	 * @return true where {@code application/problem+json} is accepted
	 */
	public static boolean wantsProblemJson(ServerHttpRequest request) {
		List<String> accept = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
		return accept.stream()
			.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE) && names(value));
	}

	private static boolean names(String accept) {
		try {
			return MediaType.parseMediaTypes(accept)
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(PROBLEM_JSON) && type.getQualityValue() > 0);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}

package org.dibbs.orchestration.orchestrator.security;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.web.ProblemForm;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Scope;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Tells who is not let in, in the form of all errors.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dibbs-worker\"");
		write(request, response, Problem.of(ProblemKind.UNAUTHENTICATED, "Workers are called by front doors only."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		Scope needed = Objects.requireNonNullElse(FilterChainConfiguration.needed(request), Scope.ADMIN);
		write(request, response, Problem.of(ProblemKind.FORBIDDEN,
				"This needs the scope " + needed.wire() + ", which the caller lacks."));
	}

	private static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
			throws IOException {
		boolean rfc = ProblemForm.isWanted(request.getHeader(HttpHeaders.ACCEPT));
		JsonFragment body = rfc ? problem.problemBody(null) : problem.legacyBody();
		response.setStatus(problem.status());
		response.setContentType(rfc ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(body.length());
		response.getOutputStream().write(body.bytes());
	}

}

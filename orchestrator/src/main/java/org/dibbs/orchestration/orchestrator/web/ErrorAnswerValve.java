package org.dibbs.orchestration.orchestrator.web;

import java.io.IOException;
import java.io.Writer;
import java.util.Collections;
import java.util.TreeSet;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Gives every error that nobody gave a body the body of our table: what Spring MVC only
 * set a status for, and what the server refuses before any code of ours sees it. Public
 * as the server makes it by name.
 */
public final class ErrorAnswerValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(ErrorAnswerValve.class);

	// Which verbs the server takes at all, as it also says itself where it refuses TRACE.
	private static final String VERBS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.isCommitted() || response.getContentWritten() > 0) {
			return;
		}
		response.setErrorReported();
		adjustVerbs(request, response);
		Problem problem = problem(response.getStatus());
		boolean rfc = ProblemForm.isWanted(String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
		write(response, rfc ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE,
				rfc ? problem.problemBody(null) : problem.legacyBody());
	}

	// What a GET path can do is also a HEAD and an OPTIONS, of which Spring MVC is
	// silent.
	private static void adjustVerbs(Request request, Response response) {
		if (response.getStatus() == 501 && "CONNECT".equals(request.getMethod())) {
			response.setStatus(405);
			response.setHeader(HttpHeaders.ALLOW, VERBS);
		}
		String allow = response.getHeader(HttpHeaders.ALLOW);
		if (response.getStatus() == 405 && allow != null) {
			TreeSet<String> verbs = new TreeSet<>();
			for (String verb : allow.split(",")) {
				verbs.add(verb.strip());
			}
			if (verbs.contains("GET")) {
				verbs.add("HEAD");
			}
			verbs.add("OPTIONS");
			response.setHeader(HttpHeaders.ALLOW, String.join(", ", verbs));
		}
	}

	private static Problem problem(int status) {
		return switch (status) {
			case 400 -> Problem.of(ProblemKind.BAD_REQUEST,
					"The request cannot be read: its first line, a header or its body is malformed, or its path has"
							+ " what no path here has, such as a backslash or an encoded slash.");
			case 404 -> ofTitle(ProblemKind.NOT_FOUND, status);
			case 405 -> ofTitle(ProblemKind.METHOD_NOT_ALLOWED, status);
			case 413 -> ofTitle(ProblemKind.TOO_LARGE, status);
			case 500 -> ofTitle(ProblemKind.INTERNAL, status);
			default -> {
				ProblemKind kind = (status < 500) ? ProblemKind.BAD_REQUEST : ProblemKind.INTERNAL;
				HttpStatus known = HttpStatus.resolve(status);
				yield new Problem(kind, status, (known != null) ? known.getReasonPhrase() : kind.title(), null);
			}
		};
	}

	private static Problem ofTitle(ProblemKind kind, int status) {
		return new Problem(kind, status, kind.title(), null);
	}

	// The writer encodes in ISO 8859-1, of which these texts use ASCII only.
	private static void write(Response response, String type, JsonFragment body) {
		try {
			Writer writer = response.getReporter();
			if (writer != null) {
				response.setContentType(type);
				response.setContentLength(body.length());
				writer.write(body.json());
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			logger.debug("A caller did not wait for the answer {}", response.getStatus());
		}
	}

}

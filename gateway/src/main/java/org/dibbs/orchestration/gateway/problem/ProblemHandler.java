package org.dibbs.orchestration.gateway.problem;

import java.net.SocketException;

import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The one place where exceptions of the HTTP edge end: each is logged once and told to
 * the caller. Replaces Boot's error page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler implements ErrorWebExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProblemHandler.class);

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		ServerHttpResponse response = exchange.getResponse();
		if (isCallerGone(ex)) {
			logger.debug("The caller went away: {}", ex.getClass().getSimpleName());
			return Mono.empty();
		}
		if (response.isCommitted()) {
			return Mono.error(ex);
		}
		Problem problem = ProblemMapping.of(ex);
		log(exchange, ex, problem);
		if (ex instanceof ResponseStatusException status) {
			response.getHeaders().putAll(status.getHeaders());
		}
		if (ProblemMapping.isSlowCaller(ex)) {
			// Else what is still to come of the body would be waited for.
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		ProblemAnswers.addRetryAfter(problem.kind(), response);
		return ProblemAnswers.of(problem, exchange.getRequest(), null).writeTo(response);
	}

	// Errors of a route's connection come as problems. The JDK says "Connection reset",
	// which Spring does not know.
	private static boolean isCallerGone(Throwable ex) {
		return ex instanceof SocketException || DisconnectedClientHelper.isClientDisconnectedException(ex);
	}

	private static void log(ServerWebExchange exchange, Throwable ex, Problem problem) {
		Object method = exchange.getRequest().getMethod();
		String path = exchange.getRequest().getURI().getRawPath();
		String slug = problem.kind().slug();
		if (problem.status() < 500) {
			logger.debug("{} {} answered {} {}", method, path, problem.status(), slug);
		}
		else if (ex instanceof ProblemException) {
			logger.error("{} {} answered {} {}: {}", method, path, problem.status(), slug, problem.detail());
		}
		else {
			logger.error("{} {} answered {} {}", method, path, problem.status(), slug, ex);
		}
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;

import org.dibbs.orchestration.gateway.problem.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * Refuses a body at once, and closes the connection only when the caller has stopped
 * sending (or after {@link #LINGER}): closing before resets it, and callers who send
 * first and read later would see the reset instead of the answer (RFC 9112, section 9.6).
 */
final class BodyRefusal {

	static final Duration LINGER = Duration.ofSeconds(30);

	private static final Logger logger = LoggerFactory.getLogger(BodyRefusal.class);

	private final Problem tooLarge;

	private final Problem tooMany;

	BodyRefusal(DataSize limit, BodyMemory memory) {
		this.tooLarge = Problem.of(ProblemKind.TOO_LARGE, "The body is larger than the limit of " + limit.toBytes()
				+ " bytes. The operator can raise it with MAX_BODY_SIZE, to 33MB at most.");
		this.tooMany = tooMany(memory);
	}

	static Problem tooMany(BodyMemory memory) {
		return Problem.of(ProblemKind.TOO_MANY, "More than " + memory.limit()
				+ " bytes are on their way to the queue (BODY_MEMORY_PERCENT). Try again in a second.");
	}

	Mono<Void> answer(ServerWebExchange exchange, RefusedBodyException ex) {
		logger.debug("{}", ex.getMessage());
		ServerHttpResponse response = exchange.getResponse();
		response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		ProblemAnswers.addRetryAfter(ex.reason(), response);
		Problem problem = (ex.reason() == ProblemKind.TOO_LARGE) ? this.tooLarge : this.tooMany;
		DataBuffer body = ProblemAnswers.of(problem, exchange.getRequest(), null).start(response);
		Mono<DataBuffer> rest = ex.rest().timeout(LINGER, Mono.empty()).then(Mono.empty());
		// Each inner publisher is flushed when it ends: the caller has the whole answer
		// while the exchange goes on.
		return response.writeAndFlushWith(Flux.just(Mono.just(body), rest));
	}

}

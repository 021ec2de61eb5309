package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.gateway.problem.ProblemAnswers;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemKind;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells who comes to the WebSocket without asking for an upgrade what to do.
 */
@RestController
class ProcessSocketController {

	static final String PATH = "/process-ws";

	private static final Problem UPGRADE_REQUIRED = Problem.of(ProblemKind.UPGRADE_REQUIRED,
			"This path speaks WebSocket (RFC 6455): connect to it with ws:// and send a zip with an eICR as a binary frame.");

	/**
	 * Answers 426 (RFC 9110, section 15.5.22).
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@GetMapping(PATH)
	Mono<Void> refuse(ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().set(HttpHeaders.UPGRADE, "websocket");
		return ProblemAnswers.of(UPGRADE_REQUIRED, exchange.getRequest(), null).writeTo(exchange.getResponse());
	}

}

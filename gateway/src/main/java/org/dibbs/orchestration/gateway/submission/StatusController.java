package org.dibbs.orchestration.gateway.submission;

import java.nio.charset.StandardCharsets;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.problem.Answer;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Says that the front door is there. It depends on nothing, so it answers however busy
 * everything else is; whether messages are taken is what the health endpoint says.
 */
@RestController
class StatusController {

	private static final Answer OK = new Answer(200, WorkflowReply.JSON,
			"{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));

	@GetMapping("/")
	Mono<Void> status(ServerWebExchange exchange) {
		return OK.writeTo(exchange.getResponse());
	}

}

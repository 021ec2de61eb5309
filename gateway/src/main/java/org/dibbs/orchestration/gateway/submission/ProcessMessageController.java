package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes a message as JSON and answers with the result of its workflow.
 */
@RestController
class ProcessMessageController {

	private final Reception reception;

	ProcessMessageController(Reception reception) {
		this.reception = reception;
	}

	/**
	 * Answers when the workflow has ended, or the caller has waited long enough.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@PostMapping("/process-message")
	Mono<Void> process(ServerWebExchange exchange) {
		return process(exchange, Reception.preferences(exchange));
	}

	Mono<Void> process(ServerWebExchange exchange, Preferences preferences) {
		String contentType = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		boolean json = ContentTypes.isJson(contentType);
		return this.reception.receive(SubmissionOrigin.PROCESS_MESSAGE, exchange, preferences, BodyReader.SMALL,
				(body) -> decode(body.bytes(), json));
	}

	private static Decoding decode(byte[] body, boolean json) {
		return (body.length == 0 || json) ? SubmissionDecoder.decode(body)
				: new Decoding.Invalid(SubmissionDecoder.notJson());
	}

}

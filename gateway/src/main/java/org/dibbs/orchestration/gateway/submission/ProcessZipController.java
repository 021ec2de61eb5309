package org.dibbs.orchestration.gateway.submission;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.gateway.upload.UploadReader;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes a message as an uploaded file, mostly a zip, and answers with the result of its
 * workflow.
 */
@RestController
class ProcessZipController {

	/** A few bytes can unfold to many megabytes, so none are for the event loop. */
	private static final int NONE = -1;

	private final Reception reception;

	private final UploadReader uploads;

	ProcessZipController(Reception reception, UploadReader uploads) {
		this.reception = reception;
		this.uploads = uploads;
	}

	/**
	 * Answers when the workflow has ended, or the caller has waited long enough.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@PostMapping("/process-zip")
	Mono<Void> process(ServerWebExchange exchange) {
		return process(exchange, Reception.preferences(exchange));
	}

	Mono<Void> process(ServerWebExchange exchange, Preferences preferences) {
		String contentType = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return this.reception.receive(SubmissionOrigin.PROCESS_ZIP, exchange, preferences, NONE,
				(body) -> new Decoding.Valid(this.uploads.read(contentType, body.bytes(), body.memory()::grow)));
	}

}

package org.dibbs.orchestration.gateway.submission;

import java.util.Locale;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes messages, as {@code /process-message} and {@code /process-zip} do, whose callers
 * do not wait for the result.
 */
@RestController
class SubmissionsController {

	private final ProcessMessageController messages;

	private final ProcessZipController uploads;

	SubmissionsController(ProcessMessageController messages, ProcessZipController uploads) {
		this.messages = messages;
		this.uploads = uploads;
	}

	/**
	 * Answers when the message is safe, or, where the caller prefers to wait, when the
	 * workflow has ended or the wait is over.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@PostMapping("/submissions")
	Mono<Void> submit(ServerWebExchange exchange) {
		Preferences preferences = Reception.preferences(exchange).withoutWait();
		return isForm(exchange) ? this.uploads.process(exchange, preferences)
				: this.messages.process(exchange, preferences);
	}

	private static boolean isForm(ServerWebExchange exchange) {
		String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
	}

}

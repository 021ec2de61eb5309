package org.dibbs.orchestration.gateway.submission;

import java.util.Locale;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Takes messages, as {@code /process-message} and {@code /process-zip} do, whose callers
 * do not wait for the result. No controller, as those refuse the other verbs of their
 * paths, which are routed.
 */
@Component
class SubmissionsHandler implements WebHandler {

	static final String PATH = "/submissions";

	private final ProcessMessageController messages;

	private final ProcessZipController uploads;

	SubmissionsHandler(ProcessMessageController messages, ProcessZipController uploads) {
		this.messages = messages;
		this.uploads = uploads;
	}

	/**
	 * Answers when the message is safe, or, where the caller prefers to wait, when the
	 * workflow has ended or the wait is over.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		Preferences preferences = Reception.preferences(exchange).withoutWait();
		return isForm(exchange) ? this.uploads.process(exchange, preferences)
				: this.messages.process(exchange, preferences);
	}

	private static boolean isForm(ServerWebExchange exchange) {
		String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
	}

}

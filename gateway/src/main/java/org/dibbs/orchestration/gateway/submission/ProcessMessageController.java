package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionDecoder;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.problem.ProblemException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes a message as JSON and answers with the result of its workflow.
 */
@RestController
class ProcessMessageController {

	/** The header that names the submission on every answer once it is accepted. */
	static final String SUBMISSION_ID = "Submission-Id";

	private final SubmissionHandover handover;

	private final long limit;

	private final BodyMemory memory;

	private final BodyRefusal refusal;

	ProcessMessageController(SubmissionHandover handover, SubmissionProperties properties) {
		this.handover = handover;
		this.limit = properties.maxBodySize().toBytes();
		this.memory = new BodyMemory(properties.bodyMemory(Runtime.getRuntime().maxMemory()));
		this.refusal = new BodyRefusal(properties.maxBodySize(), this.memory);
	}

	/**
	 * Answers when the workflow has ended, or the caller has waited long enough.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@PostMapping("/process-message")
	Mono<Void> process(ServerWebExchange exchange) {
		long begun = System.nanoTime();
		return BodyReader.read(exchange.getRequest(), this.limit, this.memory, Schedulers.boundedElastic())
			.flatMap((body) -> take(body, exchange, begun))
			.onErrorResume(RefusedBodyException.class, (ex) -> this.refusal.answer(exchange, ex));
	}

	private Mono<Void> take(ReceivedBody body, ServerWebExchange exchange, long begun) {
		return switch (decode(body.bytes(), exchange)) {
			case Decoding.Invalid invalid -> {
				body.memory().release();
				yield Mono.error(new ProblemException(invalid.problem()));
			}
			case Decoding.Valid valid -> handOver(valid.request(), body.memory(), exchange, begun);
		};
	}

	private static Decoding decode(byte[] body, ServerWebExchange exchange) {
		String contentType = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
		return (body.length == 0 || ContentTypes.isJson(contentType)) ? SubmissionDecoder.decode(body)
				: new Decoding.Invalid(SubmissionDecoder.notJson());
	}

	// Nothing returned from here may hold the request's bytes while the caller waits.
	private Mono<Void> handOver(SubmissionRequest request, BodyMemory.Reservation memory, ServerWebExchange exchange,
			long begun) {
		String config = ConfigLabel.of(request.configName());
		return this.handover.handOver(request, memory::release)
			.flatMap((outcome) -> answer(outcome, config, exchange, begun))
			.doFinally((signal) -> memory.release());
	}

	private static Mono<Void> answer(HandoverOutcome outcome, String config, ServerWebExchange exchange, long begun) {
		Answer answer = OutcomeRenderer.render(outcome, exchange.getRequest());
		SubmissionLog.answered(outcome, config, answer.status(),
				Duration.ofNanos(System.nanoTime() - begun).toMillis());
		exchange.getResponse().getHeaders().set(SUBMISSION_ID, outcome.id().toString());
		return answer.writeTo(exchange.getResponse());
	}

}

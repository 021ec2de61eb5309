package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.dibbs.orchestration.exchange.Decoding;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKey;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.security.Caller;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What all endpoints that take messages have in common: the body is read within limits
 * they share, decoded in the endpoint's own way, handed over, and answered.
 */
@Component
class Reception {

	/** The header that names the submission on every answer once it is accepted. */
	static final String SUBMISSION_ID = "Submission-Id";

	/** The header that says that what came was accepted before. */
	static final String REPLAYED = "Idempotent-Replayed";

	private static final String PREFERENCE_APPLIED = "Preference-Applied";

	private final SubmissionHandover handover;

	private final KeyedHandover keyed;

	private final long limit;

	private final BodyMemory memory;

	private final BodyRefusal refusal;

	private final SubmissionMetrics metrics;

	Reception(SubmissionHandover handover, KeyedHandover keyed, SubmissionProperties properties, BodyMemory memory,
			SubmissionMetrics metrics) {
		this.handover = handover;
		this.keyed = keyed;
		this.limit = properties.maxBodySize().toBytes();
		this.memory = memory;
		this.refusal = new BodyRefusal(properties.maxBodySize(), this.memory);
		this.metrics = metrics;
	}

	/**
	 * Answers when the workflow has ended, or the caller has waited long enough.
	 * @param origin the endpoint, or the one that it stands for
	 * @param exchange the request, and where the answer goes
	 * @param preferences how long the caller waits
	 * @param small up to which size a body may be decoded on the event loop, in bytes
	 * @param decoder makes a submission of a body, or throws a {@link ProblemException}
	 * @return a signal that the answer is written
	 */
	Mono<Void> receive(SubmissionOrigin origin, ServerWebExchange exchange, Preferences preferences, int small,
			Function<ReceivedBody, Decoding> decoder) {
		Asker asker = new Asker(origin, exchange, preferences, System.nanoTime());
		return receive(origin, exchange, small, (body) -> switch (decoder.apply(body)) {
			case Decoding.Invalid invalid -> throw new ProblemException(invalid.problem());
			case Decoding.Valid valid -> handOver(valid.request(), body.memory(), asker);
		});
	}

	/**
	 * Reads a body, and leaves all that comes after to the endpoint.
	 * @param origin the endpoint, or the one that it stands for
	 * @param exchange the request, and where the answer goes
	 * @param small up to which size a body may be worked on on the event loop, in bytes
	 * @param taker answers, and releases the body's memory when it is not needed any
	 * more; where it throws that is done here
	 * @return a signal that the answer is written
	 */
	Mono<Void> receive(SubmissionOrigin origin, ServerWebExchange exchange, int small,
			Function<ReceivedBody, Mono<Void>> taker) {
		return BodyReader.read(exchange.getRequest(), this.limit, this.memory, Schedulers.boundedElastic(), small)
			.flatMap((body) -> take(body, taker))
			.doOnError((ex) -> this.metrics.refused(origin, ex))
			.onErrorResume(RefusedBodyException.class, (ex) -> this.refusal.answer(exchange, ex));
	}

	private static Mono<Void> take(ReceivedBody body, Function<ReceivedBody, Mono<Void>> taker) {
		try {
			return taker.apply(body);
		}
		catch (RuntimeException ex) {
			body.memory().release();
			return Mono.error(ex);
		}
	}

	// Nothing returned from here may hold the request's bytes while the caller waits.
	private Mono<Void> handOver(SubmissionRequest request, BodyMemory.Reservation memory, Asker asker) {
		String config = ConfigLabel.of(request.configName());
		HttpHeaders headers = asker.exchange().getRequest().getHeaders();
		IdempotencyKey key = IdempotencyKey.of(headers.getOrEmpty(IdempotencyKey.HEADER));
		Mono<Void> answered = (key != null)
				? this.keyed.handOver(key, request, memory, asker.asked())
					.flatMap((outcome) -> answer(outcome, config, asker))
				: this.handover
					.handOver(asker.caller().tenant(), request, asker.preferences().longestWait(), memory::release)
					.flatMap((outcome) -> answer(outcome, config, asker));
		return answered.doFinally((signal) -> memory.release());
	}

	private Mono<Void> answer(KeyedOutcome outcome, String config, Asker asker) {
		return switch (outcome) {
			case KeyedOutcome.New fresh -> answer(fresh.outcome(), config, asker);
			case KeyedOutcome.Known known -> {
				Answer answer = (known.answer() != null) ? known.answer() : OutcomeRenderer
					.accepted(new HandoverOutcome.StillRunning(known.id(), known.findable()), asker.exchange());
				SubmissionLog.answeredBefore(known.id(), answer.status(), asker.millis());
				this.metrics.answeredBefore(asker.origin());
				if (known.replayed()) {
					asker.exchange().getResponse().getHeaders().set(REPLAYED, "true");
				}
				yield write(answer, known.id(), asker);
			}
		};
	}

	private Mono<Void> answer(HandoverOutcome outcome, String config, Asker asker) {
		Answer answer = OutcomeRenderer.render(outcome, asker.exchange());
		SubmissionLog.answered(outcome, config, answer.status(), asker.millis());
		this.metrics.answered(asker.origin(), outcome);
		return write(answer, outcome.id(), asker);
	}

	private static Mono<Void> write(Answer answer, SubmissionId id, Asker asker) {
		ServerHttpResponse response = asker.exchange().getResponse();
		response.getHeaders().set(SUBMISSION_ID, id.toString());
		if (!asker.preferences().applied().isEmpty()) {
			response.getHeaders().set(PREFERENCE_APPLIED, String.join(", ", asker.preferences().applied()));
		}
		return answer.writeTo(response);
	}

	/**
	 * What the caller of a request prefers.
	 * @param exchange the request
	 * @return its preferences
	 */
	static Preferences preferences(ServerWebExchange exchange) {
		return Preferences.of(exchange.getRequest().getHeaders().getOrEmpty("Prefer"));
	}

	/**
	 * Who waits.
	 *
	 * @param origin the endpoint it was asked by
	 * @param exchange the request, and where the answer goes
	 * @param preferences how long
	 * @param begun since when, in the nanoseconds of the system
	 */
	private record Asker(SubmissionOrigin origin, ServerWebExchange exchange, Preferences preferences, long begun) {

		Caller caller() {
			return Caller.required(this.exchange.getAttribute(Caller.ATTRIBUTE));
		}

		long millis() {
			return Duration.ofNanos(System.nanoTime() - this.begun).toMillis();
		}

		KeyedHandover.Asked asked() {
			List<String> accept = this.exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
			return new KeyedHandover.Asked(caller(), this.preferences.longestWait(),
					accept.isEmpty() ? null : String.join(", ", accept));
		}

	}

}

package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;

import org.dibbs.orchestration.exchange.BatchDocuments;
import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.batch.BatchReader;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.dibbs.orchestration.gateway.idempotency.Admission;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKey;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKeys;
import org.dibbs.orchestration.gateway.idempotency.RequestDigest;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.gateway.routing.PathPrefix;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.telemetry.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Takes many messages at once, all of them or none. Nobody waits for their results.
 */
@Component
class BatchHandler implements WebHandler {

	static final String PATH = "/submissions/batch";

	private static final String BATCH_ID = "Batch-Id";

	private static final Logger logger = LoggerFactory.getLogger(BatchHandler.class);

	private static final int ACCEPTED = 202;

	private final Reception reception;

	private final BatchReader batches;

	private final SubmissionHandover handover;

	private final IdempotencyKeys keys;

	private final SubmissionMetrics metrics;

	BatchHandler(Reception reception, BatchReader batches, SubmissionHandover handover, IdempotencyKeys keys,
			SubmissionMetrics metrics) {
		this.reception = reception;
		this.batches = batches;
		this.handover = handover;
		this.keys = keys;
		this.metrics = metrics;
	}

	/**
	 * Answers when the batch is safe.
	 * @param exchange the request, and where the answer goes
	 * @return a signal that the answer is written
	 */
	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		long begun = System.nanoTime();
		return this.reception.receive(SubmissionOrigin.BATCH, exchange, BodyReader.SMALL,
				(body) -> take(body, begun, exchange));
	}

	private Mono<Void> take(ReceivedBody body, long begun, ServerWebExchange exchange) {
		Caller caller = Caller.required(exchange.getAttribute(Caller.ATTRIBUTE));
		HttpHeaders headers = exchange.getRequest().getHeaders();
		IdempotencyKey key = IdempotencyKey.of(headers.getOrEmpty(IdempotencyKey.HEADER));
		BatchDocuments documents = this.batches.read(headers.getFirst(HttpHeaders.CONTENT_TYPE),
				exchange.getRequest().getQueryParams().toSingleValueMap(), body.bytes(), body.memory()::grow);
		int messages = documents.messages();
		return admit(caller, key, documents).flatMap((admission) -> switch (admission) {
			case Admission.Publish publish ->
				this.handover.handOverBatch(publish.id(), caller.tenant(), documents, body.memory()::release)
					.flatMap((findable) -> accepted(publish.id(), messages, findable, begun, exchange));
			case Admission.Existing existing -> {
				this.metrics.answeredBefore(SubmissionOrigin.BATCH);
				exchange.getResponse().getHeaders().set(Reception.REPLAYED, "true");
				yield answer(existing.id(), messages, true, begun, exchange);
			}
		}).doFinally((signal) -> body.memory().release());
	}

	private Mono<Admission> admit(Caller caller, @Nullable IdempotencyKey key, BatchDocuments documents) {
		SubmissionId id = SubmissionId.next();
		return (key != null) ? this.keys.admit(caller, key, RequestDigest.of(SubmissionOrigin.BATCH, documents.lines()),
				id, IdempotencyKeys.BATCHES) : Mono.just(new Admission.Publish(id, true));
	}

	private Mono<Void> accepted(SubmissionId id, int messages, boolean findable, long begun,
			ServerWebExchange exchange) {
		this.metrics.batchAccepted();
		return answer(id, messages, findable, begun, exchange);
	}

	private static Mono<Void> answer(SubmissionId id, int messages, boolean findable, long begun,
			ServerWebExchange exchange) {
		long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
		logger.atInfo()
			.addKeyValue(LogFields.BATCH_ID, id)
			.addKeyValue(LogFields.STATUS, ACCEPTED)
			.addKeyValue(LogFields.DURATION, millis)
			.log("batch={} messages={} status={} ms={}", id, messages, ACCEPTED, millis);
		String submissions = PathPrefix.of(exchange) + "/submissions";
		String address = submissions + "/batches/" + id;
		HttpHeaders headers = exchange.getResponse().getHeaders();
		headers.set(HttpHeaders.LOCATION, address);
		headers.set(BATCH_ID, id.toString());
		byte[] body = new JsonObjectBuilder()
			.member("message", OutcomeRenderer.findable(
					"The batch was accepted, and each message in it is worked on; nothing is lost.", findable, headers))
			.member("batch_id", id.toString())
			.member("messages", messages)
			.member("links",
					new JsonObjectBuilder().member("self", address)
						.member("submissions", submissions + "?batch=" + id)
						.build())
			.build()
			.bytes();
		return new Answer(ACCEPTED, WorkflowReply.JSON, body).writeTo(exchange.getResponse());
	}

}

package org.dibbs.orchestration.gateway.idempotency;

import java.time.Duration;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Decides what becomes of a request that came with a key. Whoever claims a key first puts
 * the message on the queue; the others find it there. Where the first one died or was
 * refused in between, the next one puts it there, by the same id. Safe for all threads.
 */
public final class IdempotencyKeys {

	/** Where submissions are asked for. */
	public static final String SUBMISSIONS = "/submissions/";

	/** Where batches are asked for. */
	public static final String BATCHES = "/submissions/batches/";

	private static final Logger logger = LoggerFactory.getLogger(IdempotencyKeys.class);

	private final WorkerClient workers;

	private final IdempotencyProperties properties;

	IdempotencyKeys(WorkerClient workers, IdempotencyProperties properties) {
		this.workers = workers;
		this.properties = properties;
	}

	/**
	 * Admits a request. What a key stands for is a matter of its tenant. Nothing happens
	 * before the result is subscribed to, and nothing blocks; it may take as long as
	 * {@code dibbs.idempotency.handover-limit} where the first request with this key is
	 * just on its way.
	 * @param caller who sent it
	 * @param key the key
	 * @param digest what the request is
	 * @param candidate a new id, for the case that the key is new
	 * @param address where workers are asked for what is accepted by an id, up to the id,
	 * such as {@link #SUBMISSIONS}
	 * @return what to do; a {@link ProblemException} where the key stands for another
	 * request, or where nobody can say what it stands for
	 */
	public Mono<Admission> admit(Caller caller, IdempotencyKey key, RequestDigest digest, SubmissionId candidate,
			String address) {
		return claim(caller, key, digest, candidate).flatMap((claim) -> {
			if (!claim.digest().equals(digest.hex())) {
				return Mono.error(new ProblemException(ProblemKind.IDEMPOTENCY_KEY_REUSED,
						"This Idempotency-Key was used for another request before. Send a new request with a new key,"
								+ " and a repeated one as it was."));
			}
			return claim.created() ? Mono.just(new Admission.Publish(claim.id(), true)) : find(caller, claim, address);
		}).onErrorMap(WorkerClient::isNoAnswer, IdempotencyKeys::unavailable);
	}

	private Mono<KeyClaim> claim(Caller caller, IdempotencyKey key, RequestDigest digest, SubmissionId candidate) {
		byte[] claim = new JsonObjectBuilder().member("key_hash", key.hash())
			.member("submission_id", candidate.toString())
			.member("body_digest", digest.hex())
			.build()
			.bytes();
		return this.workers.post(caller, "/idempotency-keys", claim).map((answer) -> {
			KeyClaim read = KeyClaim.read(answer.body());
			if (read == null) {
				throw new UnusableAnswerException(answer.status());
			}
			return read;
		});
	}

	private Mono<Admission> find(Caller caller, KeyClaim claim, String address) {
		long begun = System.nanoTime();
		long limit = this.properties.handoverLimit().minus(claim.age()).toNanos();
		return Mono.defer(() -> {
			// In this order: who is not known now was not on the queue when time was up.
			boolean timeIsUp = System.nanoTime() - begun >= limit;
			return isKnown(caller, claim.id(), address).flatMap((known) -> {
				if (known) {
					return Mono.<Admission>just(new Admission.Existing(claim.id()));
				}
				return timeIsUp ? Mono.just(new Admission.Publish(claim.id(), false)) : Mono.empty();
			});
		}).repeatWhenEmpty((looks) -> looks.delayElements(this.properties.lookInterval()));
	}

	private Mono<Boolean> isKnown(Caller caller, SubmissionId id, String address) {
		return this.workers.get(caller, address + id, Duration.ZERO, null).map((answer) -> switch (answer.status()) {
			case 200 -> true;
			case 404 -> false;
			default -> throw new UnusableAnswerException(answer.status());
		});
	}

	private static ProblemException unavailable(Throwable cause) {
		logger.warn("No worker can say what an idempotency key stands for: {}", cause.getClass().getSimpleName());
		return new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE,
				"Nobody can say now whether this Idempotency-Key was used before."
						+ " The message counts as not accepted: send it again in some seconds.");
	}

}

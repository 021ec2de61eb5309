package org.dibbs.orchestration.gateway.submission;

import java.time.Duration;
import java.util.Optional;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.gateway.handover.SubmissionHandover;
import org.dibbs.orchestration.gateway.idempotency.Admission;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKey;
import org.dibbs.orchestration.gateway.idempotency.IdempotencyKeys;
import org.dibbs.orchestration.gateway.idempotency.RequestDigest;
import org.dibbs.orchestration.gateway.idempotency.StoredAnswers;
import org.dibbs.orchestration.gateway.problem.Answer;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Hands messages over that came with an {@code Idempotency-Key}: once each, however often
 * they come.
 */
@Component
class KeyedHandover {

	private final SubmissionHandover handover;

	private final IdempotencyKeys keys;

	private final StoredAnswers answers;

	KeyedHandover(SubmissionHandover handover, IdempotencyKeys keys, StoredAnswers answers) {
		this.handover = handover;
		this.keys = keys;
		this.answers = answers;
	}

	/**
	 * Hands a message over, or finds out what became of it before.
	 * @param key the key it came with
	 * @param request the message
	 * @param memory what its bytes take; released as soon as they are not needed
	 * @param asked who sent it, how long that caller waits, null for as long as is usual,
	 * and what it accepts
	 * @return what became of it; or a
	 * {@link org.dibbs.orchestration.problem.ProblemException}
	 */
	Mono<KeyedOutcome> handOver(IdempotencyKey key, SubmissionRequest request, BodyMemory.Reservation memory,
			Asked asked) {
		RequestDigest digest = RequestDigest.of(request.origin(), request.document().bytes());
		// What waits for the workers' decision must be able to let go of the request.
		HeldRequest held = new HeldRequest(request, memory);
		return this.keys.admit(asked.caller(), key, digest, SubmissionId.next(), IdempotencyKeys.SUBMISSIONS)
			.flatMap((admission) -> switch (admission) {
				case Admission.Publish publish ->
					publish.first() ? first(publish.id(), held, asked) : again(publish.id(), held, asked);
				case Admission.Existing existing -> existing(existing.id(), held, asked);
			})
			.doFinally((signal) -> held.release());
	}

	private Mono<KeyedOutcome> first(SubmissionId id, HeldRequest held, Asked asked) {
		return this.handover.handOver(id, asked.caller().tenant(), held.take(), asked.longestWait(), held::release)
			.map(KeyedOutcome.New::new);
	}

	// Without waiting for the reply, which may go to whoever had the id before.
	private Mono<KeyedOutcome> again(SubmissionId id, HeldRequest held, Asked asked) {
		return this.handover.handOver(id, asked.caller().tenant(), held.take(), Duration.ZERO, held::release)
			.flatMap((outcome) -> await(id, asked)
				.map((answer) -> new KeyedOutcome.Known(id, answer.orElse(null), false, isFindable(outcome))));
	}

	private Mono<KeyedOutcome> existing(SubmissionId id, HeldRequest held, Asked asked) {
		held.release();
		return await(id, asked).map((answer) -> new KeyedOutcome.Known(id, answer.orElse(null), true, true));
	}

	private static boolean isFindable(HandoverOutcome outcome) {
		return switch (outcome) {
			case HandoverOutcome.Answered answered -> true;
			case HandoverOutcome.StillRunning running -> running.findable();
		};
	}

	private Mono<Optional<Answer>> await(SubmissionId id, Asked asked) {
		Duration wait = asked.longestWait();
		return this.answers.await(asked.caller(), id, (wait != null) ? wait : this.handover.usualWait(), asked.accept())
			.takeUntilOther(this.handover.farewell())
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	/**
	 * What a caller asks for besides the message.
	 *
	 * @param caller who it is
	 * @param longestWait how long it waits for the result; zero for not at all, null for
	 * as long as is usual
	 * @param accept the media types it accepts, or null
	 */
	record Asked(Caller caller, @Nullable Duration longestWait, @Nullable String accept) {

	}

}

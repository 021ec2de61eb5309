package org.dibbs.orchestration.gateway.submission;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.netty.channel.ChannelException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.exchange.ExchangeHeaders;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

import org.springframework.stereotype.Component;

/**
 * Counts what callers are told. Everyone who sends a message is either refused or
 * answered, unless they leave before. Safe for use by many threads.
 */
@Component
class SubmissionMetrics {

	private static final AttributeKey<String> ORIGIN = AttributeKey.stringKey(MeterNames.ORIGIN);

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(MeterNames.OUTCOME);

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	/** How a workflow can end that a worker ran. */
	private static final List<ProblemKind> ENDS = List.of(ProblemKind.INVALID_SUBMISSION, ProblemKind.UNKNOWN_CONFIG,
			ProblemKind.STEP_FAILED, ProblemKind.STEP_REFUSED, ProblemKind.WORKER_ERROR);

	/** Why a message can be refused. */
	private static final List<ProblemKind> REFUSALS = List.of(ProblemKind.INVALID_SUBMISSION,
			ProblemKind.UNUSABLE_UPLOAD, ProblemKind.IDEMPOTENCY_KEY_REUSED, ProblemKind.HANDOVER_UNAVAILABLE,
			ProblemKind.TOO_LARGE, ProblemKind.TOO_MANY, ProblemKind.BAD_REQUEST, ProblemKind.INTERNAL);

	private final LongCounter answered;

	private final LongCounter refused;

	SubmissionMetrics(OpenTelemetry openTelemetry) {
		Meters meters = new Meters(openTelemetry);
		this.answered = meters.counter(Instrument.GATEWAY_ANSWERED, answers());
		this.refused = meters.counter(Instrument.GATEWAY_REFUSED,
				origins().flatMap((origin) -> REFUSALS.stream().map((kind) -> refusal(origin, kind))).toList());
	}

	private static List<Attributes> answers() {
		List<String> early = List.of(SubmissionLog.STILL_RUNNING, SubmissionLog.ACCEPTED_BEFORE);
		List<String> all = Stream
			.of(early.stream(), Stream.of(ExchangeHeaders.COMPLETED), ENDS.stream().map(ProblemKind::slug))
			.flatMap(Function.identity())
			.toList();
		return origins()
			// Nobody waits for the results of a batch.
			.flatMap((origin) -> ((origin == SubmissionOrigin.BATCH) ? early : all).stream()
				.map((outcome) -> answer(origin, outcome)))
			.toList();
	}

	private static Stream<SubmissionOrigin> origins() {
		return Arrays.stream(SubmissionOrigin.values());
	}

	private static Attributes answer(SubmissionOrigin origin, String outcome) {
		return Attributes.of(ORIGIN, origin.wire(), OUTCOME, outcome);
	}

	private static Attributes refusal(SubmissionOrigin origin, ProblemKind kind) {
		return Attributes.of(ORIGIN, origin.wire(), REASON, kind.slug());
	}

	/**
	 * A caller is told what became of a message that was accepted.
	 * @param origin the endpoint it came in by
	 * @param outcome what became of it
	 */
	void answered(SubmissionOrigin origin, HandoverOutcome outcome) {
		answered(origin, SubmissionLog.label(outcome));
	}

	/**
	 * A caller is told of a message that was accepted before.
	 * @param origin the endpoint it came in by
	 */
	void answeredBefore(SubmissionOrigin origin) {
		answered(origin, SubmissionLog.ACCEPTED_BEFORE);
	}

	/**
	 * A caller is told that the messages of a batch are accepted.
	 */
	void batchAccepted() {
		answered(SubmissionOrigin.BATCH, SubmissionLog.STILL_RUNNING);
	}

	private void answered(SubmissionOrigin origin, String outcome) {
		this.answered.add(1, answer(origin, outcome));
	}

	/**
	 * A caller is told that a message is not accepted.
	 * @param origin the endpoint it came in by
	 * @param why why not
	 */
	void refused(SubmissionOrigin origin, Throwable why) {
		ProblemKind kind = switch (why) {
			case ProblemException problem -> problem.problem().kind();
			case RefusedBodyException body -> body.reason();
			case ChannelException slow -> ProblemKind.BAD_REQUEST;
			default -> ProblemKind.INTERNAL;
		};
		this.refused.add(1, refusal(origin, kind));
	}

}

package org.dibbs.orchestration.gateway.submission;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
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

	private final LongCounter answered;

	private final LongCounter refused;

	SubmissionMetrics(OpenTelemetry openTelemetry) {
		Meters meters = new Meters(openTelemetry);
		this.answered = meters.counter(Instrument.GATEWAY_ANSWERED);
		this.refused = meters.counter(Instrument.GATEWAY_REFUSED);
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
		this.answered.add(1, Attributes.of(ORIGIN, origin.wire(), OUTCOME, outcome));
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
			default -> ProblemKind.INTERNAL;
		};
		this.refused.add(1, Attributes.of(ORIGIN, origin.wire(), REASON, kind.slug()));
	}

}

package org.dibbs.orchestration.gateway.handover;

import java.util.Arrays;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

/**
 * Measures the way to the queue and back. Safe for use by many threads; where no agent
 * runs, the instruments do nothing.
 */
final class HandoverMetrics {

	/** The queue has the message. */
	static final String PUBLISHED = "published";

	/** It takes no message of this size. */
	static final String TOO_LARGE = "too-large";

	/** It has not. */
	static final String FAILED = "failed";

	private static final AttributeKey<String> ORIGIN = AttributeKey.stringKey(MeterNames.ORIGIN);

	private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(MeterNames.OUTCOME);

	private static final double NANOS = 1e9;

	private final Meters meters;

	private final LongCounter accepted;

	private final DoubleHistogram durations;

	private final LongHistogram sizes;

	private final LongCounter late;

	HandoverMetrics(OpenTelemetry openTelemetry) {
		this.meters = new Meters(openTelemetry);
		this.accepted = this.meters.counter(Instrument.GATEWAY_ACCEPTED,
				Arrays.stream(SubmissionOrigin.values()).map(HandoverMetrics::labels).toList());
		this.durations = this.meters.seconds(Instrument.GATEWAY_PUBLISH_DURATION);
		this.sizes = this.meters.bytes(Instrument.GATEWAY_MESSAGE_SIZE);
		this.late = this.meters.counter(Instrument.GATEWAY_LATE_REPLIES);
	}

	/**
	 * The queue has answered, or has not.
	 * @param outcome one of the constants above
	 * @param nanos how long that took
	 */
	void published(String outcome, long nanos) {
		this.durations.record(nanos / NANOS, Attributes.of(OUTCOME, outcome));
	}

	/**
	 * A message is on the queue.
	 * @param origin the endpoint it came in by
	 * @param bytes its size
	 */
	void accepted(SubmissionOrigin origin, long bytes) {
		Attributes labels = labels(origin);
		this.accepted.add(1, labels);
		this.sizes.record(bytes, labels);
	}

	private static Attributes labels(SubmissionOrigin origin) {
		return Attributes.of(ORIGIN, origin.wire());
	}

	/** A result has come, and whoever waited for it has gone. */
	void late() {
		this.late.add(1);
	}

	/**
	 * Reports from now on how many wait.
	 * @param pending those who wait
	 */
	void watch(PendingReplies pending) {
		ObservableLongMeasurement waiting = this.meters.longGauge(Instrument.GATEWAY_PENDING);
		ObservableLongMeasurement limit = this.meters.longGauge(Instrument.GATEWAY_PENDING_LIMIT);
		this.meters.together(() -> {
			waiting.record(pending.size());
			limit.record(pending.limit());
		}, waiting, limit);
	}

}

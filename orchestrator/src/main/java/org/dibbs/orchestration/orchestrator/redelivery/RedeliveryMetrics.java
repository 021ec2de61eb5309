package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.Arrays;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.exchange.DeadReason;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

import org.springframework.stereotype.Component;

/**
 * Counts what is wanted once more, and what cannot be repeated. Safe for use by many
 * threads.
 */
@Component
class RedeliveryMetrics {

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	private final LongCounter replays;

	private final LongCounter deadLetters;

	RedeliveryMetrics(OpenTelemetry openTelemetry) {
		Meters meters = new Meters(openTelemetry);
		this.replays = meters.counter(Instrument.REPLAYS);
		this.deadLetters = meters.counter(Instrument.DEAD_LETTERS,
				Arrays.stream(DeadReason.values()).map(RedeliveryMetrics::labels).toList());
	}

	private static Attributes labels(DeadReason reason) {
		return Attributes.of(REASON, reason.slug());
	}

	void replayed(int submissions) {
		this.replays.add(submissions);
	}

	void dead(DeadReason reason) {
		this.deadLetters.add(1, labels(reason));
	}

}

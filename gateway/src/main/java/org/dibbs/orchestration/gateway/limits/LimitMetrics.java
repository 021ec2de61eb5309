package org.dibbs.orchestration.gateway.limits;

import java.util.Arrays;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

import org.springframework.stereotype.Component;

/**
 * Counts requests that break a limit.
 */
@Component
class LimitMetrics {

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	private final LongCounter limited;

	LimitMetrics(OpenTelemetry openTelemetry) {
		this.limited = new Meters(openTelemetry).counter(Instrument.GATEWAY_LIMITED,
				Arrays.stream(LimitReason.values()).map(LimitMetrics::labels).toList());
	}

	private static Attributes labels(LimitReason reason) {
		return Attributes.of(REASON, reason.label());
	}

	void limited(LimitReason reason) {
		this.limited.add(1, labels(reason));
	}

}

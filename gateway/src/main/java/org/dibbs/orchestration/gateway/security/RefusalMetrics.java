package org.dibbs.orchestration.gateway.security;

import java.util.Arrays;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;

/**
 * Counts requests whose caller is not let in.
 */
final class RefusalMetrics {

	private static final AttributeKey<String> REASON = AttributeKey.stringKey(MeterNames.REASON);

	private final LongCounter denied;

	RefusalMetrics(OpenTelemetry openTelemetry) {
		this.denied = new Meters(openTelemetry).counter(Instrument.GATEWAY_DENIED,
				Arrays.stream(RefusalReason.values()).map(RefusalMetrics::labels).toList());
	}

	private static Attributes labels(RefusalReason reason) {
		return Attributes.of(REASON, reason.label());
	}

	void denied(RefusalReason reason) {
		this.denied.add(1, labels(reason));
	}

}

package org.dibbs.orchestration.orchestrator.intake;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.dibbs.orchestration.orchestrator.ledger.LedgerFigures;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.Meters;
import org.dibbs.orchestration.telemetry.Reading;

import org.springframework.stereotype.Component;

/**
 * Reports what is in the ledger, which all workers share: only one of them does so, and
 * none while the database is away.
 */
@Component
class LedgerMetrics {

	private static final AttributeKey<String> STATUS = AttributeKey.stringKey(MeterNames.STATUS);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final double MILLIS = 1e3;

	private final Meters meters;

	private final Reading<LedgerFigures.Figures> reading;

	/**
	 * Creates the gauges.
	 * @param openTelemetry the agent's, or one that does nothing
	 * @param figures asks the ledger
	 */
	LedgerMetrics(OpenTelemetry openTelemetry, LedgerFigures figures) {
		this.meters = new Meters(openTelemetry);
		this.reading = new Reading<>("The ledger", figures::read, PATIENCE);
	}

	/**
	 * Reports from now on.
	 * @param reporter whether this worker is the one that reports
	 */
	void start(BooleanSupplier reporter) {
		ObservableLongMeasurement submissions = this.meters.longGauge(Instrument.SUBMISSIONS);
		ObservableLongMeasurement unfinished = this.meters.longGauge(Instrument.SUBMISSIONS_UNFINISHED);
		ObservableDoubleMeasurement oldest = this.meters.doubleGauge(Instrument.SUBMISSIONS_UNFINISHED_OLDEST_AGE);
		ObservableDoubleMeasurement oldestDead = this.meters.doubleGauge(Instrument.DEAD_OLDEST_AGE);
		this.meters.together(() -> {
			LedgerFigures.Figures now = reporter.getAsBoolean() ? this.reading.get() : null;
			if (now != null) {
				now.byStatus().forEach((status, count) -> submissions.record(count, Attributes.of(STATUS, status)));
				unfinished.record(now.unfinished());
				oldest.record(now.oldestUnfinished().toMillis() / MILLIS);
				oldestDead.record(now.oldestDead().toMillis() / MILLIS);
			}
		}, submissions, unfinished, oldest, oldestDead);
	}

}

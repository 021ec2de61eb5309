package org.dibbs.orchestration.gateway.handover;

import java.time.Duration;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.Meters;
import org.dibbs.orchestration.telemetry.Reading;

/**
 * Reports how much waits on the queue, also while no worker lives to tell. Nothing is
 * reported while the broker is away.
 */
final class QueueGauge {

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final double MILLIS = 1e3;

	private final Meters meters;

	private final Reading<QueueState> reading;

	/**
	 * Creates the gauge.
	 * @param openTelemetry the agent's, or one that does nothing
	 * @param source asks the broker
	 */
	QueueGauge(OpenTelemetry openTelemetry, Reading.Source<QueueState> source) {
		this.meters = new Meters(openTelemetry);
		this.reading = new Reading<>("The queue", source, PATIENCE);
	}

	/** Reports from now on. */
	void start() {
		ObservableLongMeasurement depth = this.meters.longGauge(Instrument.QUEUE_DEPTH);
		ObservableDoubleMeasurement oldest = this.meters.doubleGauge(Instrument.QUEUE_OLDEST_AGE);
		this.meters.together(() -> {
			QueueState now = this.reading.get();
			if (now != null) {
				depth.record(now.depth());
				oldest.record(now.oldestAge().toMillis() / MILLIS);
			}
		}, depth, oldest);
	}

}

package org.dibbs.orchestration.telemetry;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;

/**
 * Makes instruments of what {@link Instrument} says of them. Where no agent runs they do
 * nothing.
 */
public final class Meters {

	/**
	 * The bounds for times, in seconds: from what a broker takes to what the longest
	 * workflow may, with those of the objectives among them.
	 */
	public static final List<Double> SECONDS = List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0,
			2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0);

	/** The bounds for sizes, in bytes; the last one is what a record may have. */
	public static final List<Long> BYTES = List.of(1L << 10, 1L << 12, 1L << 14, 1L << 16, 1L << 18, 1L << 20, 1L << 22,
			1L << 24, 34L << 20);

	/**
	 * The SDK tells 2000 combinations of an instrument apart; those that really come need
	 * room, too.
	 */
	static final int MAX_FROM_THE_START = 1000;

	private final Meter meter;

	/**
	 * Creates the factory.
	 * @param openTelemetry the agent's, or one that does nothing
	 */
	public Meters(OpenTelemetry openTelemetry) {
		this.meter = openTelemetry.getMeter(MeterNames.SCOPE);
	}

	/**
	 * Makes a counter without labels, which is reported as 0 from the start.
	 * @param instrument which
	 * @return the counter
	 */
	public LongCounter counter(Instrument instrument) {
		return counter(instrument, List.of(Attributes.empty()));
	}

	/**
	 * Makes a counter that is reported as 0 from the start: one that appeared with its
	 * first count would show no increase.
	 * @param instrument which
	 * @param known every combination of labels that can be known now
	 * @return the counter
	 */
	public LongCounter counter(Instrument instrument, Collection<Attributes> known) {
		require(instrument, Instrument.Kind.COUNTER);
		LongCounter counter = this.meter.counterBuilder(instrument.id())
			.setUnit(instrument.unit())
			.setDescription(instrument.description())
			.build();
		known.stream().limit(MAX_FROM_THE_START).forEach((labels) -> counter.add(0, labels));
		return counter;
	}

	/**
	 * Makes a histogram of times.
	 * @param instrument which; its unit is a second
	 * @return the histogram
	 */
	public DoubleHistogram seconds(Instrument instrument) {
		require(instrument, Instrument.Kind.HISTOGRAM);
		return this.meter.histogramBuilder(instrument.id())
			.setUnit(instrument.unit())
			.setDescription(instrument.description())
			.setExplicitBucketBoundariesAdvice(SECONDS)
			.build();
	}

	/**
	 * Makes a histogram of sizes.
	 * @param instrument which; its unit is a byte
	 * @return the histogram
	 */
	public LongHistogram bytes(Instrument instrument) {
		require(instrument, Instrument.Kind.HISTOGRAM);
		return this.meter.histogramBuilder(instrument.id())
			.setUnit(instrument.unit())
			.setDescription(instrument.description())
			.ofLongs()
			.setExplicitBucketBoundariesAdvice(BYTES)
			.build();
	}

	/**
	 * Makes a gauge of whole numbers that is asked when it is to be reported.
	 * @param instrument which
	 * @param callback is asked, on a thread that no message waits for
	 */
	public void gauge(Instrument instrument, Consumer<ObservableLongMeasurement> callback) {
		ObservableLongMeasurement gauge = longGauge(instrument);
		together(() -> callback.accept(gauge), gauge);
	}

	/**
	 * Makes a gauge of whole numbers for {@link #together}.
	 * @param instrument which
	 * @return the gauge
	 */
	public ObservableLongMeasurement longGauge(Instrument instrument) {
		require(instrument, Instrument.Kind.GAUGE);
		return this.meter.gaugeBuilder(instrument.id())
			.ofLongs()
			.setUnit(instrument.unit())
			.setDescription(instrument.description())
			.buildObserver();
	}

	/**
	 * Makes a gauge of fractions for {@link #together}.
	 * @param instrument which
	 * @return the gauge
	 */
	public ObservableDoubleMeasurement doubleGauge(Instrument instrument) {
		require(instrument, Instrument.Kind.GAUGE);
		return this.meter.gaugeBuilder(instrument.id())
			.setUnit(instrument.unit())
			.setDescription(instrument.description())
			.buildObserver();
	}

	/**
	 * Has gauges read together.
	 * @param callback reads them, on a thread that no message waits for; what it does not
	 * record is not reported
	 * @param first a gauge
	 * @param more the others
	 * @return ends it
	 */
	public BatchCallback together(Runnable callback, ObservableMeasurement first, ObservableMeasurement... more) {
		return this.meter.batchCallback(callback, first, more);
	}

	private static void require(Instrument instrument, Instrument.Kind kind) {
		if (instrument.kind() != kind) {
			throw new IllegalArgumentException(instrument + " is no " + kind);
		}
	}

}

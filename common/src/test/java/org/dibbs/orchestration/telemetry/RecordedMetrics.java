package org.dibbs.orchestration.telemetry;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An OpenTelemetry that keeps what is measured for a test to look at. Whatever it is
 * asked, it checks that what was measured is as {@link Instrument} describes it.
 */
public final class RecordedMetrics {

	private final InMemoryMetricReader reader = InMemoryMetricReader.create();

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
		.setMeterProvider(SdkMeterProvider.builder().registerMetricReader(this.reader).build())
		.setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this.spans)).build())
		.build();

	public OpenTelemetry openTelemetry() {
		return this.openTelemetry;
	}

	public InMemorySpanExporter spans() {
		return this.spans;
	}

	/**
	 * The values of an instrument; of a histogram, how many there are; of a counter, only
	 * what was counted. Each is under its labels' values, in the order of the labels'
	 * names, with spaces between.
	 */
	public Map<String, Double> of(Instrument instrument) {
		Map<String, Double> values = points(instrument, RecordedMetrics::value);
		if (instrument.kind() == Instrument.Kind.COUNTER) {
			values.values().removeIf((value) -> value == 0);
		}
		return values;
	}

	/** The labels of a counter that are reported, whether anything was counted or not. */
	public Set<String> reported(Instrument counter) {
		return points(counter, RecordedMetrics::value).keySet();
	}

	/** The sums of a histogram. */
	public Map<String, Double> sums(Instrument instrument) {
		return points(instrument, (point) -> ((HistogramPointData) point).getSum());
	}

	/** The upper bounds of a histogram's buckets. */
	public Map<String, Object> bounds(Instrument instrument) {
		return new HashMap<>(points(instrument, (point) -> ((HistogramPointData) point).getBoundaries()));
	}

	private <T> Map<String, T> points(Instrument instrument, java.util.function.Function<PointData, T> value) {
		Collection<MetricData> collected = this.reader.collectAllMetrics();
		collected.forEach(RecordedMetrics::check);
		return collected.stream()
			.filter((metric) -> metric.getName().equals(instrument.id()))
			.flatMap((metric) -> metric.getData().getPoints().stream())
			.collect(Collectors.toMap((point) -> labels(point.getAttributes()), value::apply));
	}

	private static void check(MetricData metric) {
		Instrument instrument = Arrays.stream(Instrument.values())
			.filter((known) -> known.id().equals(metric.getName()))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no Instrument is called " + metric.getName()));
		assertThat(metric.getUnit()).as("unit of %s", instrument).isEqualTo(instrument.unit());
		assertThat(metric.getDescription()).as("description of %s", instrument).isEqualTo(instrument.description());
		assertThat(kind(metric.getType())).as("kind of %s", instrument).isEqualTo(instrument.kind());
		assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo(MeterNames.SCOPE);
		assertThat(metric.getData().getPoints()).allSatisfy((point) -> {
			Set<String> names = point.getAttributes()
				.asMap()
				.keySet()
				.stream()
				.map((key) -> key.getKey())
				.collect(Collectors.toSet());
			assertThat(names).as("labels of %s", instrument).isEqualTo(Set.copyOf(instrument.labels()));
		});
	}

	private static Instrument.Kind kind(MetricDataType type) {
		return switch (type) {
			case LONG_SUM, DOUBLE_SUM -> Instrument.Kind.COUNTER;
			case LONG_GAUGE, DOUBLE_GAUGE -> Instrument.Kind.GAUGE;
			case SUMMARY, HISTOGRAM, EXPONENTIAL_HISTOGRAM -> Instrument.Kind.HISTOGRAM;
		};
	}

	private static double value(PointData point) {
		return switch (point) {
			case LongPointData whole -> whole.getValue();
			case DoublePointData fraction -> fraction.getValue();
			case HistogramPointData histogram -> histogram.getCount();
			default -> throw new AssertionError("no value in " + point);
		};
	}

	private static String labels(Attributes attributes) {
		Map<String, String> sorted = new TreeMap<>();
		attributes.forEach((key, value) -> sorted.put(key.getKey(), value.toString()));
		return String.join(" ", sorted.values());
	}

}
